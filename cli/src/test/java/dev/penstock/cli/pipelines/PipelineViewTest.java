package dev.penstock.cli.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;

class PipelineViewTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintWriter out = new PrintWriter(bytes, true, StandardCharsets.UTF_8);

    @Test
    void withoutATerminalEachChangeIsOneLine() {
        PipelineView view = new PipelineView(out, false, false);
        view.show(state(ActionExecutionStatus.IN_PROGRESS, 10, "unpacked"));
        view.show(state(ActionExecutionStatus.IN_PROGRESS, 10, "unpacked"));
        view.show(state(ActionExecutionStatus.SUCCEEDED, 100, "9 of 9 tests passed"));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "  Verify    AcmeCheck InProgress   10%  unpacked",
                        "  Verify    AcmeCheck Succeeded   100%  9 of 9 tests passed");
    }

    @Test
    void onATerminalTheLinesAreDrawnAgain() {
        PipelineView view = new PipelineView(out, true, false);
        view.show(state(ActionExecutionStatus.IN_PROGRESS, 10, "unpacked"));
        view.show(state(ActionExecutionStatus.SUCCEEDED, 100, "done"));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("\u001b[2A").contains("Release   Site      -");
    }

    private static GetPipelineStateResponse state(ActionExecutionStatus status, int percent, String summary) {
        return GetPipelineStateResponse.builder()
                .stageStates(
                        s -> s.stageName("Verify")
                                .actionStates(ActionState.builder()
                                        .actionName("AcmeCheck")
                                        .latestExecution(e -> e.status(status)
                                                .percentComplete(percent)
                                                .summary(summary))
                                        .build()),
                        s -> s.stageName("Release")
                                .actionStates(
                                        ActionState.builder().actionName("Site").build()))
                .build();
    }

    @Test
    void onATerminalLinesAreCutToItsWidthAndWhatWasBelowIsCleared() {
        PipelineView view = new PipelineView(out, true, false, 40);
        view.show(state(ActionExecutionStatus.IN_PROGRESS, 10, "unpacked all of the many files"));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .startsWith("  Verify    AcmeCheck InProgress   10%…\u001b[K")
                .endsWith("\u001b[J");
    }

    @Test
    void whatAWorkerSaysCannotSteerTheTerminal() {
        PipelineView view = new PipelineView(out, false, false);
        view.show(state(ActionExecutionStatus.IN_PROGRESS, 10, "a\u001b[2Jb"));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("  a[2Jb" + System.lineSeparator());
    }
}
