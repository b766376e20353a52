package dev.penstock.conformance.operation;

import static dev.penstock.conformance.World.approval;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("PutApprovalResult")
class PutApprovalResultTest extends OperationConformance {
    PutApprovalResultTest() {
        refuses("PipelineNotFoundException", approval("nowhere", "Approve", "GoLive", NOBODY));
        refuses("StageNotFoundException", approval("shop", "Nowhere", "GoLive", NOBODY));
        refuses("ActionNotFoundException", approval("shop", "Approve", "Nowhere", NOBODY));
        refuses("InvalidApprovalTokenException", approval("shop", "Approve", "GoLive", NOBODY));
        refuses(
                "ApprovalAlreadyCompletedException",
                world -> approval("shop", "Approve", "GoLive", world.usedApproval));
    }
}
