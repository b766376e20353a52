package dev.penstock.cli.admission;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/**
 * What an update does to the executions under way: those of the modes SUPERSEDED and QUEUED are cancelled, those of
 * PARALLEL go on with the definition that they started with (spec engine 2.6).
 */
record UpdateEffects(List<String> cancelled, List<String> untouched) {
    private static final Set<PipelineExecutionStatus> LIVE =
            Set.of(PipelineExecutionStatus.IN_PROGRESS, PipelineExecutionStatus.STOPPING);

    static UpdateEffects of(CodePipelineClient client, String pipeline) {
        List<PipelineExecutionSummary> live = client
                .listPipelineExecutionsPaginator(request -> request.pipelineName(pipeline))
                .pipelineExecutionSummaries()
                .stream()
                .filter(execution -> LIVE.contains(execution.status()))
                .toList();
        Map<String, String> places = live.isEmpty() ? Map.of() : places(client.getPipelineState(r -> r.name(pipeline)));
        List<String> cancelled = new ArrayList<>();
        List<String> untouched = new ArrayList<>();
        for (PipelineExecutionSummary execution : live) {
            String id = execution.pipelineExecutionId();
            if (execution.executionMode() == ExecutionMode.PARALLEL) {
                untouched.add(id + "  goes on with the version that it started with");
            } else {
                cancelled.add(id + "  " + places.getOrDefault(id, "is under way"));
            }
        }
        return new UpdateEffects(cancelled, untouched);
    }

    private static Map<String, String> places(GetPipelineStateResponse state) {
        Map<String, String> places = new HashMap<>();
        for (StageState stage : state.stageStates()) {
            if (stage.latestExecution() != null) {
                places.put(
                        stage.latestExecution().pipelineExecutionId(),
                        "in stage " + stage.stageName()
                                + ": actions that run now still end, open approvals are closed");
            }
            stage.inboundExecutions()
                    .forEach(waiting ->
                            places.put(waiting.pipelineExecutionId(), "waits before stage " + stage.stageName()));
        }
        return places;
    }
}
