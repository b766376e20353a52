package dev.penstock.engine.definition;

import dev.penstock.engine.definition.Problem.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.GitConfiguration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineTriggerDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;

/** The rules for a pipeline as a whole (spec engine 9, rows 3 to 10, 26 to 34, 39 to 41). */
final class StructureRules {
    private static final String STAGES = "pipeline.stages";
    private static final int MIN_STAGES = 2;
    private static final int MAX_STAGES = 50;
    private static final int MAX_ACTIONS = 1000;

    private final PipelineDeclaration pipeline;
    private final String region;
    private final Problems problems;
    private final List<PlacedAction> actions;

    private StructureRules(PipelineDeclaration pipeline, String region, Problems problems) {
        this.pipeline = pipeline;
        this.region = region;
        this.problems = problems;
        this.actions = PlacedAction.of(pipeline);
    }

    static void check(PipelineDeclaration pipeline, String region, Problems problems) {
        new StructureRules(pipeline, region, problems).check();
    }

    private void check() {
        stages();
        variables();
        if (pipeline.pipelineType() == PipelineType.V1) {
            firstTypeOnly();
        }
        triggers();
        artifactStores();
    }

    private void stages() {
        int count = pipeline.stages().size();
        if (count < MIN_STAGES) {
            problems.structure(
                    STAGES,
                    "stage-count",
                    "Pipeline has only " + count + " stage(s). There should be a minimum of 2 stages in a pipeline");
        }
        if (count > MAX_STAGES) {
            problems.structure(
                    STAGES,
                    "stage-count",
                    "Pipeline has too many stages. There can only be up to 50 stages in a pipeline");
        }
        if (count > 0) {
            sources();
        }
        if (actions.size() > MAX_ACTIONS) {
            problems.add(
                    Kind.LIMIT,
                    STAGES,
                    "action-count",
                    "Pipeline has too many actions. There can only be up to " + MAX_ACTIONS + " actions in a pipeline");
        }
    }

    private void sources() {
        List<PlacedAction> first =
                actions.stream().filter(action -> action.stageIndex() == 0).toList();
        List<PlacedAction> later =
                actions.stream().filter(action -> action.stageIndex() > 0).toList();
        String starts = "Pipeline should start with a stage that only contains source actions";
        if (first.isEmpty()) {
            problems.structure(PlacedStage.item(STAGES, 0), "source-stage", starts);
        }
        first.stream()
                .filter(placed -> !PipelineDefinition.isSource(placed.action()))
                .forEach(placed -> problems.structure(placed.path(), "source-stage", starts));
        later.stream()
                .filter(placed -> PipelineDefinition.isSource(placed.action()))
                .forEach(placed -> problems.structure(
                        placed.path(),
                        "source-stage",
                        "Source actions can only be included in the first stage of the pipeline"));
        if (later.isEmpty() && pipeline.stages().size() >= MIN_STAGES) {
            problems.structure(
                    STAGES,
                    "non-source-action",
                    "Pipeline should contain at least 1 action whose category is not Source");
        }
    }

    private void variables() {
        Set<String> names = new HashSet<>();
        List<PipelineVariableDeclaration> variables = pipeline.variables();
        for (int i = 0; i < variables.size(); i++) {
            String name = variables.get(i).name();
            if (!names.add(name)) {
                problems.structure(
                        PlacedStage.item("pipeline.variables", i) + ".name",
                        "variable-name-unique",
                        "Variable names must be unique. The following variable name is already in use: " + name);
            }
        }
    }

    private void firstTypeOnly() {
        if (!pipeline.variables().isEmpty()) {
            problems.structure("pipeline.variables", "v2-only", "Pipeline variable can only be used with V2 pipelines");
        }
        if (!pipeline.triggers().isEmpty()) {
            problems.structure("pipeline.triggers", "v2-only", "Triggers on tag can only be used with V2 pipelines");
        }
        if (pipeline.executionMode() != ExecutionMode.SUPERSEDED) {
            problems.structure(
                    "pipeline.executionMode", "v2-only", "QUEUED or PARALLEL mode can only be used with V2 pipelines");
        }
    }

    private void triggers() {
        Set<String> named = new HashSet<>();
        List<PipelineTriggerDeclaration> triggers = pipeline.triggers();
        for (int i = 0; i < triggers.size(); i++) {
            GitConfiguration git = triggers.get(i).gitConfiguration();
            String source = git == null ? "" : git.sourceActionName();
            String path = PlacedStage.item("pipeline.triggers", i) + ".gitConfiguration.sourceActionName";
            boolean connection = actions.stream()
                    .filter(placed -> placed.stageIndex() == 0)
                    .map(PlacedAction::action)
                    .anyMatch(action -> action.name().equals(source)
                            && action.actionTypeId().provider().equals("CodeStarSourceConnection"));
            if (!connection) {
                problems.structure(
                        path,
                        "trigger-source",
                        "Triggers for connections must reference a CodeStarSourceConnection action.");
            } else if (!named.add(source)) {
                problems.structure(
                        path,
                        "trigger-unique",
                        "Only one trigger can be declared for a source action. The action " + source
                                + " has more than one.");
            }
            if (git != null) {
                differ(PlacedStage.item("pipeline.triggers", i) + ".gitConfiguration.push", git.push(), source);
                differ(
                        PlacedStage.item("pipeline.triggers", i) + ".gitConfiguration.pullRequest",
                        git.pullRequest(),
                        source);
            }
        }
    }

    private void differ(String path, List<?> filters, String source) {
        if (new HashSet<>(filters).size() < filters.size()) {
            problems.structure(
                    path,
                    "trigger-filter-unique",
                    "The filters of a trigger must differ. The trigger of the action " + source
                            + " has the same filter more than once.");
        }
    }

    private void artifactStores() {
        boolean several =
                pipeline.hasArtifactStores() && !pipeline.artifactStores().isEmpty();
        if (several == (pipeline.artifactStore() != null)) {
            problems.structure(
                    "pipeline",
                    "artifact-store",
                    "Your pipeline must declare exactly one of 'pipeline.artifactStore' and"
                            + " 'pipeline.artifactStores'.");
            return;
        }
        for (String named : new TreeSet<>(pipeline.artifactStores().keySet())) {
            if (!RegionNames.formed(named)) {
                problems.add(
                        Problem.Kind.VALIDATION,
                        "pipeline.artifactStores." + named,
                        "artifact-store-region",
                        "The region " + named + " specified in 'pipeline.artifactStores' is not a valid AWS Region.");
            }
        }
        Map<String, String> used = new TreeMap<>(Map.of(region, "pipeline.artifactStores"));
        for (PlacedAction placed : actions) {
            String named = placed.action().region();
            if (named != null && !named.isEmpty()) {
                used.putIfAbsent(named, placed.member("region"));
            }
        }
        if (!several && used.size() > 1) {
            used.remove(region);
            problems.structure(
                    used.values().iterator().next(),
                    "artifact-store-region",
                    "Your pipeline contains actions in more than one region. Use"
                            + " 'pipeline.artifactStores' instead of 'pipeline.artifactStore' to declare an artifact store,"
                            + " such as an artifact bucket, for each region where you have an action.");
        }
        used.forEach((needed, path) -> {
            if (several && !pipeline.artifactStores().containsKey(needed)) {
                problems.structure(
                        path,
                        "artifact-store-region",
                        "Your pipeline must have an artifact store, such as an artifact bucket,"
                                + " for each region where you have an action. The following region is missing in"
                                + " 'pipeline.artifactStores': " + needed + ".");
            }
        });
    }
}
