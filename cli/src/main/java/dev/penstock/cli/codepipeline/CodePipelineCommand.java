package dev.penstock.cli.codepipeline;

import dev.penstock.cli.codepipeline.configuration.Configuration;
import dev.penstock.cli.codepipeline.configuration.MissingSetting;
import dev.penstock.cli.codepipeline.grammar.Command;
import dev.penstock.cli.codepipeline.grammar.CommandTable;
import dev.penstock.cli.codepipeline.grammar.GlobalOptions;
import dev.penstock.cli.codepipeline.grammar.Parsed;
import dev.penstock.cli.codepipeline.grammar.UsageException;
import dev.penstock.cli.codepipeline.help.HelpPages;
import dev.penstock.cli.codepipeline.output.TimestampFormat;
import dev.penstock.cli.codepipeline.query.Query;
import dev.penstock.cli.codepipeline.query.QueryException;
import dev.penstock.cli.codepipeline.send.CallException;
import dev.penstock.cli.codepipeline.send.Endpoint;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.PythonInteger;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code penstock codepipeline ...}: reads the words, in the order in which the AWS CLI does, and reports what is wrong
 * with them. The call itself is a {@link Call}.
 */
public final class CodePipelineCommand {
    /** Name of the service on the command line. */
    public static final String NAME = "codepipeline";

    private static final int DONE = 0;
    private static final int WRONG_USAGE = 2;
    private static final int FAILED = 255;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String USAGE = "penstock codepipeline [options] <operation> [parameters]";

    private final List<String> words;
    private final Surroundings surroundings;

    private CodePipelineCommand(List<String> words, Surroundings surroundings) {
        this.words = words;
        this.surroundings = surroundings;
    }

    /**
     * Runs one command. Nothing is thrown: what goes wrong is told on standard error.
     *
     * @param words after the name of the service
     * @return the exit code (spec cli 15)
     */
    public static int run(List<String> words, Surroundings surroundings) {
        CodePipelineCommand command = new CodePipelineCommand(words, surroundings);
        try {
            return command.run();
        } catch (UsageException e) {
            command.complain("usage: " + USAGE + "\nTo see help text, you can run:\n\n"
                    + "  penstock codepipeline help\n  penstock codepipeline <operation> help\n\n"
                    + "penstock: error: " + e.getMessage());
            return WRONG_USAGE;
        } catch (MissingSetting e) {
            command.complain(String.valueOf(e.getMessage()));
        } catch (InvalidValue | QueryException | CallException e) {
            command.complain("\n" + e.getMessage());
        } catch (StackOverflowError e) {
            command.complain("\nNested too deeply.");
        } catch (RuntimeException e) {
            command.complain("\nUnexpected: " + e);
        }
        return FAILED;
    }

    private void complain(String text) {
        surroundings.err().print(text + "\n");
        surroundings.err().flush();
    }

    private int run() {
        List<String> all = new ArrayList<>(List.of(NAME));
        all.addAll(words);
        GlobalOptions options = GlobalOptions.read(all);
        if (options.version()) {
            return print("penstock/" + version() + " Java/" + Runtime.version().feature() + " "
                    + System.getProperty("os.name") + "\n");
        }
        if (options.rest().contains("--help")) {
            new HelpPages(surroundings).summary(new CommandTable(), options.rest());
            return DONE;
        }
        Optional<Query> query = options.value("query").map(CodePipelineCommand::compile);
        options.value("endpoint-url").ifPresent(Endpoint::requireScheme);
        Duration readTimeout = timeout(options, "cli-read-timeout");
        Duration connectTimeout = timeout(options, "cli-connect-timeout");
        Configuration configuration = Configuration.read(options, surroundings);
        TimestampFormat timestamps = TimestampFormat.of(configuration.timestampFormat(), surroundings.zone());

        CommandTable table = new CommandTable();
        Parsed operation = table.read(options.rest());
        String name = operation.positional().orElseThrow();
        if (name.equals("help")) {
            new HelpPages(surroundings).service(table);
            return DONE;
        }
        Command command = table.command(name);
        if (operation.leftovers().equals(List.of("help"))) {
            new HelpPages(surroundings).command(command);
            return DONE;
        }
        Parsed given = command.read(operation.leftovers());
        if (given.positional().filter("help"::equals).isPresent()) {
            new HelpPages(surroundings).command(command);
            return DONE;
        }
        List<String> unknown = new ArrayList<>(given.leftovers());
        given.positional().ifPresent(unknown::add);
        if (!unknown.isEmpty()) {
            complain("usage: " + USAGE + "\n\nUnknown options: " + String.join(", ", unknown));
            return FAILED;
        }
        new Call(command, given, options, configuration, timestamps, query, readTimeout, connectTimeout, surroundings)
                .run();
        return DONE;
    }

    private int print(String text) {
        surroundings.out().print(text);
        surroundings.out().flush();
        return DONE;
    }

    static String version() {
        return Optional.ofNullable(CodePipelineCommand.class.getPackage().getImplementationVersion())
                .orElse("0.0");
    }

    private static Query compile(String expression) {
        try {
            return Query.of(expression);
        } catch (QueryException e) {
            throw new InvalidValue("Bad value for --query " + expression + ": " + e.getMessage());
        }
    }

    private static Duration timeout(GlobalOptions options, String key) {
        return options.value(key)
                .map(PythonInteger::parse)
                .map(seconds -> Duration.ofSeconds(seconds.max(BigInteger.ZERO)
                        .min(BigInteger.valueOf(Integer.MAX_VALUE))
                        .longValue()))
                .orElse(TIMEOUT);
    }
}
