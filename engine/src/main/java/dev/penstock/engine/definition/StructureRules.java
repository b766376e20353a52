package dev.penstock.engine.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.LimitExceededException;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineTriggerDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** The rules for a pipeline as a whole (spec engine 9, rows 3 to 10, 26 to 34, 39 to 41). */
final class StructureRules {
    private static final int MIN_STAGES = 2;
    private static final int MAX_STAGES = 50;
    private static final int MAX_ACTIONS = 1000;

    private StructureRules() {}

    static void check(PipelineDeclaration pipeline, String region) {
        stages(pipeline.stages());
        variables(pipeline.variables());
        if (pipeline.pipelineType() == PipelineType.V1) {
            firstTypeOnly(pipeline);
        }
        triggers(pipeline);
        artifactStores(pipeline, region);
    }

    private static void stages(List<StageDeclaration> stages) {
        if (stages.size() < MIN_STAGES) {
            throw Invalid.structure("Pipeline has only " + stages.size()
                    + " stage(s). There should be a minimum of 2 stages in a pipeline");
        }
        if (stages.size() > MAX_STAGES) {
            throw Invalid.structure("Pipeline has too many stages. There can only be up to 50 stages in a pipeline");
        }
        List<ActionDeclaration> first = stages.getFirst().actions();
        if (first.isEmpty() || !first.stream().allMatch(PipelineDefinition::isSource)) {
            throw Invalid.structure("Pipeline should start with a stage that only contains source actions");
        }
        List<ActionDeclaration> later = stages.stream()
                .skip(1)
                .flatMap(stage -> stage.actions().stream())
                .toList();
        if (later.stream().anyMatch(PipelineDefinition::isSource)) {
            throw Invalid.structure("Source actions can only be included in the first stage of the pipeline");
        }
        if (later.isEmpty()) {
            throw Invalid.structure("Pipeline should contain at least 1 action whose category is not Source");
        }
        if (first.size() + later.size() > MAX_ACTIONS) {
            throw LimitExceededException.builder()
                    .message("Pipeline has too many actions. There can only be up to " + MAX_ACTIONS
                            + " actions in a pipeline")
                    .build();
        }
    }

    private static void variables(List<PipelineVariableDeclaration> variables) {
        Set<String> names = new HashSet<>();
        for (PipelineVariableDeclaration variable : variables) {
            if (!names.add(variable.name())) {
                throw Invalid.structure("Variable names must be unique. The following variable name is already in use: "
                        + variable.name());
            }
        }
    }

    private static void firstTypeOnly(PipelineDeclaration pipeline) {
        if (!pipeline.variables().isEmpty()) {
            throw Invalid.structure("Pipeline variable can only be used with V2 pipelines");
        }
        if (!pipeline.triggers().isEmpty()) {
            throw Invalid.structure("Triggers on tag can only be used with V2 pipelines");
        }
        if (pipeline.executionMode() != ExecutionMode.SUPERSEDED) {
            throw Invalid.structure("QUEUED or PARALLEL mode can only be used with V2 pipelines");
        }
    }

    private static void triggers(PipelineDeclaration pipeline) {
        Set<String> named = new HashSet<>();
        for (PipelineTriggerDeclaration trigger : pipeline.triggers()) {
            String source = trigger.gitConfiguration() == null
                    ? ""
                    : trigger.gitConfiguration().sourceActionName();
            boolean connection = pipeline.stages().getFirst().actions().stream()
                    .anyMatch(action -> action.name().equals(source)
                            && action.actionTypeId().provider().equals("CodeStarSourceConnection"));
            if (!connection) {
                throw Invalid.structure("Triggers for connections must reference a CodeStarSourceConnection action.");
            }
            if (!named.add(source)) {
                throw Invalid.structure("Only one trigger can be declared for a source action. The action " + source
                        + " has more than one.");
            }
        }
    }

    private static void artifactStores(PipelineDeclaration pipeline, String region) {
        boolean several =
                pipeline.hasArtifactStores() && !pipeline.artifactStores().isEmpty();
        if (several == (pipeline.artifactStore() != null)) {
            throw Invalid.structure(
                    "Your pipeline must declare exactly one of 'pipeline.artifactStore' and 'pipeline.artifactStores'.");
        }
        Set<String> used = new TreeSet<>(Set.of(region));
        pipeline.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .map(ActionDeclaration::region)
                .filter(named -> named != null && !named.isEmpty())
                .forEach(used::add);
        if (!several && used.size() > 1) {
            throw Invalid.structure("Your pipeline contains actions in more than one region. Use"
                    + " 'pipeline.artifactStores' instead of 'pipeline.artifactStore' to declare an artifact store,"
                    + " such as an artifact bucket, for each region where you have an action.");
        }
        used.stream()
                .filter(needed -> several && !pipeline.artifactStores().containsKey(needed))
                .findFirst()
                .ifPresent(missing -> {
                    throw Invalid.structure("Your pipeline must have an artifact store, such as an artifact bucket,"
                            + " for each region where you have an action. The following region is missing in"
                            + " 'pipeline.artifactStores': " + missing + ".");
                });
    }
}
