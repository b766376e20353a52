package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("AcknowledgeJob")
class AcknowledgeJobTest extends OperationConformance {
    AcknowledgeJobTest() {
        answers("/status", "InProgress");
        refuses("JobNotFoundException", "{'jobId':'" + NOBODY + "','nonce':'1'}");
        refuses("InvalidNonceException", world -> "{'jobId':'" + world.openJob + "','nonce':'999'}");
    }
}
