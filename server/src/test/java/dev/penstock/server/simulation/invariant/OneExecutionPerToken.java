package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.server.simulation.Change;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.PipelineChange;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionResponse;

/** In one incarnation of a pipeline a client request token starts one execution, whoever repeats it (spec engine 5.1). */
final class OneExecutionPerToken implements Invariant {

    private record Start(String pipelineId, String token) {}

    private final Map<Start, String> started = new HashMap<>();

    @Override
    public void check(Observation seen) {
        for (PipelineChange pipeline : seen.pipelines()) {
            for (Change<PipelineExecution> change : pipeline.executions()) {
                PipelineExecution made = change.before() == null ? change.after() : null;
                if (made != null && made.clientRequestToken() != null) {
                    String other = started.put(new Start(pipeline.id(), made.clientRequestToken()), made.id());
                    require(other == null, "%s started %s and %s", made.clientRequestToken(), other, made.id());
                }
            }
        }
        var told = seen.told();
        if (told != null) {
            told.request(StartPipelineExecutionRequest.class)
                    .ifPresent(request -> told.answer(StartPipelineExecutionResponse.class)
                            .ifPresent(answer -> answered(seen, request, answer)));
        }
    }

    private void answered(
            Observation seen, StartPipelineExecutionRequest request, StartPipelineExecutionResponse answer) {
        if (request.clientRequestToken() == null) {
            return;
        }
        seen.ledger().named(request.name()).ifPresent(view -> {
            String id = started.get(new Start(view.state().pipeline().id(), request.clientRequestToken()));
            require(
                    answer.pipelineExecutionId().equals(id),
                    "%s started %s, and its caller was told %s",
                    request.clientRequestToken(),
                    id,
                    answer.pipelineExecutionId());
        });
    }
}
