package dev.penstock.cli.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.cli.CommandFailure;
import dev.penstock.cli.Penstock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotFoundException;

@Timeout(60)
class ExecutionWatchTest {
    private final Queue<Supplier<GetPipelineExecutionResponse>> answers = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;

    /** A minute passes with each look. */
    private final CodePipelineClient client = new CodePipelineClient() {
        @Override
        public GetPipelineExecutionResponse getPipelineExecution(GetPipelineExecutionRequest request) {
            now = now.plus(Duration.ofMinutes(1));
            return answers.remove().get();
        }

        @Override
        public GetPipelineResponse getPipeline(GetPipelineRequest request) {
            return GetPipelineResponse.builder()
                    .pipeline(pipeline -> pipeline.stages(List.of()))
                    .build();
        }

        @Override
        public GetPipelineStateResponse getPipelineState(GetPipelineStateRequest request) {
            return GetPipelineStateResponse.builder().build();
        }

        @Override
        public ListActionExecutionsResponse listActionExecutions(ListActionExecutionsRequest request) {
            return ListActionExecutionsResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "codepipeline";
        }

        @Override
        public void close() {}
    };

    @Test
    void oneLostConnectionDoesNotEndTheWatch() {
        answers.add(() -> status("InProgress"));
        answers.add(ExecutionWatchTest::lost);
        answers.add(() -> status("Succeeded"));
        assertThat(watch().statusAsString()).isEqualTo("Succeeded");
    }

    @Test
    void aServerThatStaysAwayEndsTheWatch() {
        answers.add(() -> status("InProgress"));
        answers.add(ExecutionWatchTest::lost);
        answers.add(ExecutionWatchTest::lost);
        answers.add(() -> status("Succeeded"));
        assertThatThrownBy(this::watch).isInstanceOf(SdkClientException.class);
        assertThat(answers).hasSize(1);
    }

    @Test
    void aServerThatWasNeverThereIsNotWaitedForAndTheUserLearnsHowToFollowAgain() {
        answers.add(ExecutionWatchTest::lost);
        assertThatThrownBy(() -> new Following(
                                client, "shop", Penstock.commandLine().setOut(new PrintWriter(new StringWriter())))
                        .follow("e-1"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("connection refused")
                .hasMessageContaining("penstock follow shop e-1");
    }

    @Test
    void aRefusalEndsTheWatchAtOnce() {
        answers.add(() -> status("InProgress"));
        answers.add(() -> {
            throw PipelineExecutionNotFoundException.builder().statusCode(400).build();
        });
        assertThatThrownBy(this::watch).isInstanceOf(PipelineExecutionNotFoundException.class);
    }

    @Test
    void anErrorEndsTheWatchInPlaceOfAWaitWithoutEnd() {
        answers.add(() -> {
            throw new StackOverflowError();
        });
        assertThatThrownBy(this::watch).isInstanceOf(CommandFailure.class).hasMessageContaining("StackOverflowError");
    }

    private PipelineExecution watch() {
        PipelineView view = new PipelineView(new PrintWriter(new StringWriter()), false, false);
        return new ExecutionWatch(client, "shop", "e-1", view, () -> now).untilOver();
    }

    private static GetPipelineExecutionResponse lost() {
        throw SdkClientException.create("connection refused");
    }

    private static GetPipelineExecutionResponse status(String status) {
        return GetPipelineExecutionResponse.builder()
                .pipelineExecution(execution -> execution.status(status).pipelineVersion(1))
                .build();
    }
}
