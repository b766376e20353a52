package dev.penstock.cli.codepipeline.help;

import dev.penstock.cli.codepipeline.grammar.Command;
import dev.penstock.cli.codepipeline.grammar.GlobalOptions;
import dev.penstock.cli.codepipeline.grammar.Option;
import dev.penstock.cli.codepipeline.grammar.Option.Arity;
import java.util.Map;

/** Words for the options that do not come from the model. */
final class GlobalOptionTexts {
    private static final Map<String, String> GLOBAL = Map.ofEntries(
            Map.entry("--debug", "Tells on standard error what is sent and what comes back, without secrets."),
            Map.entry(
                    "--endpoint-url",
                    "The URL of the service, in place of the profile's; with `http://` or `https://`. Its path, if any, is kept."),
            Map.entry("--no-verify-ssl", "Trusts every certificate of the server. For tests."),
            Map.entry("--no-paginate", "Makes one call only and shows the service's own token for the next page."),
            Map.entry("--output", "How the answer is printed. Without it, the profile's `output`, else `json`."),
            Map.entry("--query", "A JMESPath expression that picks from the answer what is printed."),
            Map.entry("--profile", "The profile of the configuration files to use."),
            Map.entry("--region", "The region to sign for, in place of the profile's."),
            Map.entry("--version", "Prints the version of this program."),
            Map.entry("--color", "Whether tables are coloured; `auto` colours them on a terminal."),
            Map.entry("--no-sign-request", "Looks for no credentials and sends the request unsigned."),
            Map.entry(
                    "--ca-bundle",
                    "A file with the certificates (PEM) of authorities to trust, in place of the usual ones."),
            Map.entry(
                    "--cli-read-timeout",
                    "After how many seconds without an answer a call is given up; 0 is never. 60 when absent."),
            Map.entry(
                    "--cli-connect-timeout",
                    "After how many seconds without a connection a call is given up; 0 is never. 60 when absent."));

    private static final Map<String, String> OF_COMMANDS = Map.of(
            Command.INPUT_JSON,
            "The request as a JSON object, or `file://` and a path to one. Members that are also given as options are replaced"
                    + " by these, whole. `--generate-cli-skeleton` prints an object to fill in.",
            Command.INPUT_YAML,
            "The same as YAML.",
            Command.SKELETON,
            "Sends nothing. With no value or `input` prints a request to fill in, as JSON; with `yaml-input` as YAML; with"
                    + " `output` checks the request and prints a sample of the answer.",
            Command.STARTING_TOKEN,
            "Goes on where an earlier run stopped: the `NextToken` that it printed.",
            Command.PAGE_SIZE,
            "How many items each call to the service asks for. It does not change what is printed.",
            Command.MAX_ITEMS,
            "Prints at most so many items. If there are more, a `NextToken` for `--starting-token` is printed.");

    private GlobalOptionTexts() {}

    static String global(Option option) {
        return GLOBAL.getOrDefault(option.name(), "");
    }

    /** Empty for an option that stands for a member. */
    static String ofCommand(String key) {
        return OF_COMMANDS.getOrDefault(key, "");
    }

    /** The option as a synopsis shows it. */
    static String synopsis(Option option) {
        return option.name() + (option.arity() == Arity.NONE ? "" : " <value>");
    }

    static Iterable<Option> globals() {
        return GlobalOptions.OPTIONS;
    }
}
