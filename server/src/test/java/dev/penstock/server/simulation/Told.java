package dev.penstock.server.simulation;

import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.server.operations.Call;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineResponse;

/**
 * What somebody asked a node, and what he was told.
 *
 * @param failure why there is no answer: a refusal, a fault of the store, or a bug
 */
public record Told(
        Asked asked,
        @Nullable CodePipelineResponse answer,
        @Nullable RuntimeException failure) {

    private static final int LONGEST_ANSWER = 200;

    /** What can be asked. */
    public sealed interface Asked {

        /** A request of the API. */
        record Request(Call call, CodePipelineRequest request) implements Asked {}

        /** A result of one of the server's own workers. */
        record Result(Job claimed, JobResult result) implements Asked {}

        /** Anything else that a node does by itself. */
        record Chore(String name) implements Asked {}
    }

    /** True if the caller was told that it happened. */
    public boolean well() {
        return failure == null;
    }

    public <T extends CodePipelineRequest> Optional<T> request(Class<T> type) {
        return asked instanceof Asked.Request(Call call, CodePipelineRequest request) && type.isInstance(request)
                ? Optional.of(type.cast(request))
                : Optional.empty();
    }

    /** The answer, if the caller got one. */
    public <T extends CodePipelineResponse> Optional<T> answer(Class<T> type) {
        return type.isInstance(answer) ? Optional.of(type.cast(answer)) : Optional.empty();
    }

    @Override
    public String toString() {
        String what = switch (asked) {
            case Asked.Request(var call, var request) -> call.caller().accessKeyId() + ": " + PipelineText.of(request);
            case Asked.Result(var job, var result) -> "server worker: " + result + " of " + job;
            case Asked.Chore(var name) -> name;
        };
        if (failure != null) {
            return what + " -> " + failure.getClass().getSimpleName() + ": " + failure.getMessage();
        }
        return answer == null || answer.toString().length() > LONGEST_ANSWER ? what : what + " -> " + answer;
    }
}
