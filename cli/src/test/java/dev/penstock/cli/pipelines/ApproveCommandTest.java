package dev.penstock.cli.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;

class ApproveCommandTest {
    @Test
    void inParallelOnlyManualApprovalsThatHaveATokenAreOpen() {
        ActionExecutionDetail manual = approval("AWS", "Manual");
        assertThat(ApproveCommand.open(manual).map(Object::toString))
                .hasValue("  GoLive in stage Approve of execution e-1");
        assertThat(ApproveCommand.open(approval("Custom", "Manual"))).isEmpty();
        assertThat(ApproveCommand.open(approval("AWS", "Other"))).isEmpty();
        assertThat(ApproveCommand.open(manual.toBuilder().status("Succeeded").build()))
                .isEmpty();
    }

    @Test
    void anApprovalThatIsOnlyBeingOpenedIsPassedOver() {
        ActionExecutionDetail manual = approval("AWS", "Manual");
        assertThat(ApproveCommand.open(manual.toBuilder().output(_ -> {}).build()))
                .isEmpty();
        assertThat(ApproveCommand.open(manual.toBuilder()
                        .output(output -> output.executionResult(_ -> {}))
                        .build()))
                .isEmpty();
    }

    private static ActionExecutionDetail approval(String owner, String provider) {
        return ActionExecutionDetail.builder()
                .stageName("Approve")
                .actionName("GoLive")
                .pipelineExecutionId("e-1")
                .status("InProgress")
                .input(input -> input.actionTypeId(type -> type.category("Approval")
                        .owner(owner)
                        .provider(provider)
                        .version("1")))
                .output(output -> output.executionResult(result -> result.externalExecutionId("token")))
                .build();
    }
}
