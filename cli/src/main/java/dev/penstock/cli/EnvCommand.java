package dev.penstock.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a shell needs so that AWS tools talk to the server of a data folder. */
@Command(
        name = "env",
        description = "Print shell commands that point the AWS CLI and the SDKs at a server.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  eval \"$(penstock env)\"", "  eval \"$(penstock env --data ./my-data --profile demo)\""})
public final class EnvCommand implements Runnable {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = AwsFiles.ADMINISTRATOR,
            description = "The profile to use (default: ${DEFAULT-VALUE}).")
    private String profile = AwsFiles.ADMINISTRATOR;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        Path folder = data.folder();
        AwsFiles files = AwsFiles.in(folder);
        if (!Files.isRegularFile(files.config())) {
            throw new CommandFailure("No server has been started in " + folder
                    + " yet. Start one with 'penstock up --data " + folder + "', or name its folder with --data.");
        }
        files.require(profile);
        var out = spec.commandLine().getOut();
        out.println("export AWS_CONFIG_FILE=" + quoted(files.config().toString()));
        out.println("export AWS_SHARED_CREDENTIALS_FILE="
                + quoted(files.credentials().toString()));
        out.println("export AWS_PROFILE=" + quoted(profile));
        // These would win over the profile.
        out.println("unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_DEFAULT_PROFILE "
                + "AWS_ENDPOINT_URL AWS_ENDPOINT_URL_CODEPIPELINE AWS_ENDPOINT_URL_S3 AWS_REGION AWS_DEFAULT_REGION");
        out.flush();
    }

    /** One word of a POSIX shell, whatever it contains. */
    public static String quoted(String value) {
        return value.matches("[A-Za-z0-9_./:@%+=-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
