package dev.penstock.cli.admin;

import dev.penstock.cli.CommandFailure;
import dev.penstock.cli.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One call of the admin API as a command: where to, as whom, and its answer as JSON on the standard output. */
abstract class AdminCall implements Runnable {
    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** The operation's name in the API. */
    abstract String operation();

    /** Puts the options into the request. */
    abstract void fill(ObjectNode request, AdminClient client);

    @Override
    public void run() {
        try (AdminClient client = new AdminClient(server.access())) {
            ObjectNode request = client.request();
            fill(request, client);
            JsonNode answer = client.call(operation(), request);
            spec.commandLine().getOut().println(client.pretty(answer));
            spec.commandLine().getOut().flush();
        }
    }

    static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Twelve digits. */
    static final class AccountId implements ITypeConverter<String> {
        private static final Pattern FORM = Pattern.compile("\\d{12}");

        @Override
        public String convert(String value) {
            if (!FORM.matcher(value).matches()) {
                throw new TypeConversionException("'" + value + "' is not an account id: twelve digits");
            }
            return value;
        }
    }
}
