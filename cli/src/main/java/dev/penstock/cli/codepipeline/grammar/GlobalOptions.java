package dev.penstock.cli.codepipeline.grammar;

import java.util.List;
import java.util.Optional;

/** The options of every command, which may stand before and after it (spec cli 1). */
public record GlobalOptions(Parsed parsed) {
    public static final List<String> OUTPUTS = List.of("json", "text", "table", "yaml");

    /** In the order in which messages and help list them. */
    public static final List<Option> OPTIONS = List.of(
            Option.flag("--debug", "debug", true),
            Option.single("--endpoint-url", false),
            Option.flag("--no-verify-ssl", "no-verify-ssl", true),
            Option.flag("--no-paginate", "no-paginate", true),
            Option.choice("--output", OUTPUTS),
            Option.single("--query", false),
            Option.single("--profile", false),
            Option.single("--region", false),
            new Option("--version", "version", Option.Arity.NONE, Option.Kind.ENDING, false, "true", List.of()),
            Option.choice("--color", List.of("on", "off", "auto")),
            Option.flag("--no-sign-request", "no-sign-request", true),
            Option.single("--ca-bundle", false),
            Option.single("--cli-read-timeout", false),
            Option.single("--cli-connect-timeout", false));

    private static final WordReader READER = new WordReader(OPTIONS, new Positional("command", true, List.of()));

    /**
     * Takes the global options out of the words.
     *
     * @throws UsageException if one of them is used wrongly
     */
    public static GlobalOptions read(List<String> words) {
        return new GlobalOptions(READER.read(words));
    }

    /** The words that are no global options. */
    public List<String> rest() {
        return parsed.leftovers();
    }

    public boolean version() {
        return parsed.ended();
    }

    public boolean debug() {
        return parsed.isSet("debug");
    }

    public boolean verifyTls() {
        return !parsed.isSet("no-verify-ssl");
    }

    public boolean paginate() {
        return !parsed.isSet("no-paginate");
    }

    public boolean sign() {
        return !parsed.isSet("no-sign-request");
    }

    /** {@code on}, {@code off} or {@code auto}. */
    public String color() {
        return parsed.value("color").orElse("auto");
    }

    /** The value of one of the options with a value. */
    public Optional<String> value(String key) {
        return parsed.value(key);
    }
}
