package dev.penstock.cli.admission;

import dev.penstock.cli.AwsFiles;
import dev.penstock.cli.Clients;
import dev.penstock.cli.CommandFailure;
import dev.penstock.cli.ServerOptions;
import dev.penstock.cli.admission.Finding.Level;
import dev.penstock.engine.definition.DeclarationRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;

/** Says what saving a declaration would do. */
@Command(
        name = "plan",
        description = {
            "Show what an update would change in the running version of a pipeline, and which executions it would cancel.",
            "Nothing is saved. The file holds a declaration in JSON or YAML; it is checked like 'penstock lint' does."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the plan is made",
            "1:the file has errors, or the server cannot be asked",
            "2:wrong usage",
            "3:with --detailed-exitcode: the plan is made, and the update would change something"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  penstock plan pipeline.json", "  penstock plan --detailed-exitcode pipeline.yaml"})
public final class PlanCommand implements Callable<Integer> {
    private static final int CHANGES = 3;

    @Parameters(index = "0", paramLabel = "FILE", description = "The declaration.")
    private Path file = Path.of("");

    @Option(names = "--detailed-exitcode", description = "Exit with 3 when the update would change something.")
    private boolean detailed;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        String text = text();
        AwsFiles.Access access = server.access();
        Linter.Checked checked = new Linter(new Judge.Offline(access.region()), access.region()).check(text);
        List<Finding> errors = checked.findings().stream()
                .filter(finding -> finding.level() == Level.ERROR)
                .toList();
        errors.forEach(error -> spec.commandLine().getErr().println(error.in(file)));
        if (!errors.isEmpty()) {
            return 1;
        }
        if (checked.template() || checked.declarations().size() != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    file + " is a template, whose values are known only when it is deployed; give the declaration");
        }
        try (CodePipelineClient client = Clients.codePipeline(access)) {
            boolean changes = show(client, checked.declarations().getFirst());
            return detailed && changes ? CHANGES : 0;
        }
    }

    private boolean show(CodePipelineClient client, PipelineDeclaration next) {
        PrintWriter out = spec.commandLine().getOut();
        Optional<PipelineDeclaration> running = running(client, next.name());
        if (running.isEmpty()) {
            out.println(next.name() + " is new. It would have these stages, and an execution starts at once:");
            next.stages().forEach(stage -> show(Change.added("stage " + stage.name()), 1));
            out.flush();
            return true;
        }
        int version = running.get().version();
        List<Change> changes = DeclarationDiff.between(running.get(), DeclarationRules.normalised(next, version + 1));
        if (changes.isEmpty()) {
            out.println(next.name() + ": no change from version " + version + ". An update would still make version "
                    + (version + 1) + ".");
        } else {
            out.println(next.name() + ": version " + version + " would become " + (version + 1) + ":");
            changes.forEach(change -> show(change, 1));
        }
        show(UpdateEffects.of(client, next.name()));
        out.flush();
        return !changes.isEmpty();
    }

    private void show(UpdateEffects effects) {
        PrintWriter out = spec.commandLine().getOut();
        if (!effects.cancelled().isEmpty()) {
            out.println("The update cancels these executions:");
            effects.cancelled().forEach(line -> out.println("  " + line));
        }
        if (!effects.untouched().isEmpty()) {
            out.println("These executions are not touched:");
            effects.untouched().forEach(line -> out.println("  " + line));
        }
        if (effects.cancelled().isEmpty() && effects.untouched().isEmpty()) {
            out.println("No execution is under way.");
        }
    }

    private void show(Change change, int depth) {
        String colour = switch (change.kind()) {
            case ADDED -> "green";
            case REMOVED -> "red";
            case CHANGED -> "yellow";
        };
        String sign = spec.commandLine()
                .getColorScheme()
                .ansi()
                .string("@|" + colour + " " + change.kind().sign() + "|@");
        spec.commandLine().getOut().println("  ".repeat(depth) + sign + " " + change.text());
        change.inside().forEach(inner -> show(inner, depth + 1));
    }

    private static Optional<PipelineDeclaration> running(CodePipelineClient client, String name) {
        try {
            return Optional.of(client.getPipeline(request -> request.name(name)).pipeline());
        } catch (PipelineNotFoundException e) {
            return Optional.empty();
        }
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Files.exists(file)
                    ? new CommandFailure("Cannot read " + file + ": " + e.getMessage(), e)
                    : new ParameterException(spec.commandLine(), "Cannot read " + file + ": there is no such file", e);
        }
    }
}
