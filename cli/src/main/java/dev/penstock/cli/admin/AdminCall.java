package dev.penstock.cli.admin;

import dev.penstock.cli.AwsFiles;
import dev.penstock.cli.CommandFailure;
import dev.penstock.cli.DataOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One call of the admin API as a command: where to, as whom, and its answer as JSON on the standard output. */
abstract class AdminCall implements Runnable {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = AwsFiles.ADMINISTRATOR,
            description = "Profile of the data folder to call as (default: ${DEFAULT-VALUE}).")
    private String profile = AwsFiles.ADMINISTRATOR;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "The server (default: the endpoint of the profile).")
    private @Nullable URI endpoint;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            description = "The region to act in; action types and clients belong to one (default: the profile's).")
    private @Nullable String region;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** The operation's name in the API. */
    abstract String operation();

    /** Puts the options into the request. */
    abstract void fill(ObjectNode request, AdminClient client);

    @Override
    public void run() {
        AwsFiles.Access access = AwsFiles.in(data.folder()).require(profile);
        access = new AwsFiles.Access(
                region == null ? access.region() : region,
                endpoint == null ? access.codePipeline() : endpoint,
                access.s3(),
                access.credentials());
        try (AdminClient client = new AdminClient(access)) {
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
