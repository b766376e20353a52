package dev.penstock.cli;

import dev.penstock.cli.admin.AdminCommand;
import dev.penstock.cli.admission.LintCommand;
import dev.penstock.cli.admission.PlanCommand;
import dev.penstock.cli.completion.CompleteCommand;
import dev.penstock.cli.completion.CompletionCommand;
import dev.penstock.cli.demo.DemoCommand;
import dev.penstock.cli.pipelines.ApproveCommand;
import dev.penstock.cli.pipelines.ExplainCommand;
import dev.penstock.cli.pipelines.FollowCommand;
import dev.penstock.cli.pipelines.JobsCommand;
import dev.penstock.cli.pipelines.PipelinesCommand;
import dev.penstock.cli.pipelines.RetryCommand;
import dev.penstock.cli.pipelines.RunCommand;
import dev.penstock.cli.pipelines.StatusCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The {@code penstock} command. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "penstock",
        description = "A self-hosted continuous delivery server that speaks the AWS CodePipeline API.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            EnvCommand.class,
            RunCommand.class,
            FollowCommand.class,
            StatusCommand.class,
            ExplainCommand.class,
            JobsCommand.class,
            CompletionCommand.class,
            CompleteCommand.class,
            PipelinesCommand.class,
            ApproveCommand.class,
            RetryCommand.class,
            LintCommand.class,
            PlanCommand.class,
            SettingsCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            NewKeyCommand.class,
            AdminCommand.class,
            CodePipelineDelegate.class,
            WarmUpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock demo                          see the main job from end to end",
            "  penstock up                            start a server",
            "  eval \"$(penstock env)\"                 point the AWS CLI and the SDKs at it",
            "  aws codepipeline list-pipelines"
        })
public final class Penstock implements Runnable {
    /** System property: {@code PENSTOCK_JAVA_OPTS=-Dpenstock.trace=true} shows where a failure comes from. */
    static final String TRACE = "penstock.trace";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Runs one command and ends the process. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command with its rules for errors, colours and exit codes. */
    public static CommandLine commandLine() {
        return new CommandLine(new Penstock())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.isColoured() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(Penstock::explainUsage)
                .setExecutionExceptionHandler(Penstock::explainFailure);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: " + names(spec));
    }

    private static String names(CommandSpec spec) {
        return String.join(
                ", ",
                spec.subcommands().entrySet().stream()
                        .filter(e ->
                                !e.getValue().getCommandSpec().usageMessage().hidden())
                        .map(java.util.Map.Entry::getKey)
                        .toList());
    }

    private static int explainUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("penstock: " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    static int explainFailure(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        String message = switch (failure) {
            case CommandFailure ours -> ours.getMessage();
            case AwsServiceException api ->
                api.awsErrorDetails() == null
                        ? api.getMessage()
                        : api.awsErrorDetails().errorCode() + ": "
                                + api.awsErrorDetails().errorMessage();
            case SdkException client -> client.getMessage();
            default -> "unexpected: " + failure;
        };
        command.getErr().println("penstock: " + message);
        if (Boolean.getBoolean(TRACE)) {
            failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
