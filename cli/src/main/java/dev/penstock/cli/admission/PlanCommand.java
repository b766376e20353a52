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
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "Nothing is saved. The file holds a declaration in JSON or YAML, or a CloudFormation template; it is checked like"
                    + " 'penstock lint' does."
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
        footer = {
            "  penstock plan pipeline.json",
            "  penstock plan --detailed-exitcode pipeline.yaml",
            "  penstock plan --name shop cdk.out/shop.template.json"
        })
public final class PlanCommand implements Callable<Integer> {
    private static final int CHANGES = 3;

    @Parameters(index = "0", paramLabel = "FILE", description = "The declaration, or a template.")
    private Path file = Path.of("");

    @Option(names = "--detailed-exitcode", description = "Exit with 3 when the update would change something.")
    private boolean detailed;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The pipeline, where a template leaves its name to CloudFormation.")
    private @Nullable String name;

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
        if (checked.declarations().isEmpty()) {
            throw new ParameterException(spec.commandLine(), file + " has no pipeline");
        }
        if (name != null && checked.declarations().size() > 1) {
            throw new ParameterException(spec.commandLine(), file + " has several pipelines, so --name says nothing");
        }
        try (CodePipelineClient client = Clients.codePipeline(access)) {
            boolean changes = false;
            for (PipelineDeclaration declaration : checked.declarations()) {
                changes |= show(client, named(declaration, checked.standIns()), checked.standIns());
            }
            return detailed && changes ? CHANGES : 0;
        }
    }

    /** CloudFormation makes a name up for a pipeline that its template gives none, or has it computed. */
    private PipelineDeclaration named(PipelineDeclaration declaration, Set<String> standIns) {
        if (name != null) {
            return declaration.toBuilder().name(name).build();
        }
        if (declaration.name() == null || standIns.contains(declaration.name())) {
            throw new ParameterException(
                    spec.commandLine(), file + " does not say what the pipeline is called; say so with --name");
        }
        return declaration;
    }

    private boolean show(CodePipelineClient client, PipelineDeclaration declared, Set<String> standIns) {
        PrintWriter out = spec.commandLine().getOut();
        Optional<PipelineDeclaration> running = running(client, declared.name());
        if (running.isEmpty()) {
            out.println(declared.name() + " is new. It would have these stages, and an execution starts at once:");
            declared.stages().forEach(stage -> show(Change.added("stage " + stage.name()), 1));
            out.flush();
            return true;
        }
        int version = running.get().version();
        Deployed deployed = Deployed.of(declared, running.get(), standIns);
        PipelineDeclaration next = deployed.declaration();
        List<Change> changes = DeclarationDiff.between(running.get(), DeclarationRules.normalised(next, version + 1));
        if (changes.isEmpty()) {
            out.println(next.name() + ": no change from version " + version + ". An update would still make version "
                    + (version + 1) + ".");
        } else {
            out.println(next.name() + ": version " + version + " would become " + (version + 1) + ":");
            changes.forEach(change -> show(change, 1));
        }
        if (!deployed.unknown().isEmpty()) {
            out.println("Known only when the template is deployed, and taken as they are now:");
            deployed.unknown().forEach(place -> out.println("  " + place));
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
