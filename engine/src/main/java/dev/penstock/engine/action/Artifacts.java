package dev.penstock.engine.action;

import dev.penstock.engine.artifact.ArtifactKeys;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.step.Step;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;

/** Where an attempt finds what it reads and puts what it makes (spec engine 4.3, jobs 17). */
public final class Artifacts {
    private static final List<String> KEPT_EXTENSIONS = List.of(".zip", ".tar.gz", ".tar", ".tgz");

    private Artifacts() {}

    /**
     * The artifact of that name as the newest successful attempt of this execution made it; in a rollback also as the
     * target's earlier stages made it.
     */
    public static Optional<ArtifactLocation> input(PipelineExecution execution, String artifactName) {
        return execution.stages().values().stream()
                .flatMap(stage -> stage.actions().values().stream())
                .filter(ActionExecution::succeeded)
                .sorted(Comparator.comparing(ActionExecution::lastStatusChange).reversed())
                .flatMap(action -> action.outputs().stream())
                .filter(artifact -> artifact.name().equals(artifactName))
                .findFirst()
                .or(() -> Optional.ofNullable(execution.inherited())
                        .map(inherited -> inherited.artifacts().get(artifactName)));
    }

    /** Fresh locations, never used by another attempt. */
    static List<ArtifactLocation> outputs(
            Step step,
            PipelineExecution execution,
            ActionDeclaration action,
            String region,
            Map<String, String> configuration) {
        PipelineDefinition definition = step.definitionOf(execution);
        String bucket = definition.artifactStore(region).location();
        String extension = extension(execution, action, configuration);
        return action.outputArtifacts().stream()
                .map(output -> new ArtifactLocation(
                        output.name(),
                        bucket,
                        ArtifactKeys.newKey(
                                step.pipeline().name(),
                                output.name(),
                                extension,
                                step.given().random()),
                        null))
                .toList();
    }

    /** An S3 source keeps the extension of its object; nothing else has one (spec jobs 17.2). */
    private static String extension(
            PipelineExecution execution, ActionDeclaration action, Map<String, String> configuration) {
        boolean s3Source = PipelineDefinition.isSource(action)
                && action.actionTypeId().owner() == ActionOwner.AWS
                && action.actionTypeId().provider().equals("S3");
        if (!s3Source) {
            return "";
        }
        String key = overrides(execution, action)
                .filter(override -> override.type() == SourceRevisionType.S3_OBJECT_KEY)
                .map(SourceOverride::value)
                .findFirst()
                .orElse(configuration.getOrDefault("S3ObjectKey", ""))
                .toLowerCase(Locale.ROOT);
        return KEPT_EXTENSIONS.stream().filter(key::endsWith).findFirst().orElse("");
    }

    /** What the starter of the execution asked this source action to read. */
    static Stream<SourceOverride> overrides(PipelineExecution execution, ActionDeclaration action) {
        return execution.overrides().stream()
                .filter(override -> PipelineDefinition.isSource(action)
                        && override.actionName().equals(action.name()));
    }
}
