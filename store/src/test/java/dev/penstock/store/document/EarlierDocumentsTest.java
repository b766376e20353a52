package dev.penstock.store.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.PipelineState.StageState;
import dev.penstock.engine.execution.StageExecution;
import org.junit.jupiter.api.Test;

/** What an earlier release wrote is read with empty values for what it did not know. */
class EarlierDocumentsTest {

    @Test
    void aStageExecutionWithoutConditionsHasNone() {
        StageExecution stage = Documents.read(
                "{\"stageName\":\"Build\",\"status\":\"InProgress\",\"startTime\":\"2026-11-01T10:00:00Z\","
                        + "\"lastStatusChange\":\"2026-11-01T10:00:00Z\",\"actions\":{},\"again\":[]}",
                StageExecution.class);
        assertThat(stage.conditions()).isEmpty();
        assertThat(stage.running()).isFalse();
    }

    @Test
    void aStageStateWithoutReportsHasNone() {
        StageState stage =
                Documents.read("{\"inbound\":{\"enabled\":true},\"outbound\":{\"enabled\":true}}", StageState.class);
        assertThat(stage.reported()).isEmpty();
        assertThat(stage.lost()).isNull();
    }
}
