package dev.penstock.engine.definition;

import dev.penstock.engine.execution.Gate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStore;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/**
 * One version of a pipeline, as the engine reads it. The declaration is normalised (run orders, version, mode and type
 * are present) and carries secret configuration values in clear; it never leaves the server in this form.
 */
public record PipelineDefinition(PipelineDeclaration declaration) {

    public int version() {
        return declaration.version();
    }

    public ExecutionMode mode() {
        return declaration.executionMode();
    }

    public List<StageDeclaration> stages() {
        return declaration.stages();
    }

    /** Position of the stage, 0-based, or -1. */
    public int indexOf(String stageName) {
        for (int i = 0; i < stages().size(); i++) {
            if (stages().get(i).name().equals(stageName)) {
                return i;
            }
        }
        return -1;
    }

    public Optional<StageDeclaration> stage(String stageName) {
        int i = indexOf(stageName);
        return i < 0 ? Optional.empty() : Optional.of(stages().get(i));
    }

    public Optional<ActionDeclaration> action(String stageName, String actionName) {
        return stage(stageName)
                .flatMap(stage -> stage.actions().stream()
                        .filter(action -> action.name().equals(actionName))
                        .findFirst());
    }

    /** The actions of a stage by run order; the members of a group run side by side (spec engine 4.1). */
    public SortedMap<Integer, List<ActionDeclaration>> groups(StageDeclaration stage) {
        return stage.actions().stream()
                .collect(Collectors.groupingBy(ActionDeclaration::runOrder, TreeMap::new, Collectors.toList()));
    }

    public static boolean isSource(ActionDeclaration action) {
        return action.actionTypeId().category() == ActionCategory.SOURCE;
    }

    /** True if the stage may start a rollback by itself: by its failure or by a condition (spec engine 5.4). */
    public static boolean rollsBack(StageDeclaration stage) {
        return rollsBackOnFailure(stage)
                || Stream.of(Gate.ON_SUCCESS, Gate.ON_FAILURE)
                        .flatMap(gate -> gate.declaredBy(stage).stream())
                        .anyMatch(condition -> condition.result() == Result.ROLLBACK);
    }

    /** True if every failure of the stage starts a rollback. */
    public static boolean rollsBackOnFailure(StageDeclaration stage) {
        return stage.onFailure() != null && stage.onFailure().result() == Result.ROLLBACK;
    }

    /** The store that holds the artifacts of actions in that region (spec jobs 17.1). */
    public ArtifactStore artifactStore(String region) {
        ArtifactStore inRegion = declaration.artifactStores().get(region);
        return inRegion != null ? inRegion : declaration.artifactStore();
    }
}
