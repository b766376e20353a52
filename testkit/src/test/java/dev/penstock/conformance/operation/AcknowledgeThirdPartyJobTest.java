package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("AcknowledgeThirdPartyJob")
class AcknowledgeThirdPartyJobTest extends OperationConformance {
    private static final String REST = ",'nonce':'1'}";

    AcknowledgeThirdPartyJobTest() {
        answers("/status", "InProgress");
        refusesPartner(
                "JobNotFoundException",
                world -> "{'jobId':'" + NOBODY + "','clientToken':'" + world.clientToken + "'" + REST);
        refusesPartner(
                "InvalidClientTokenException",
                world -> "{'jobId':'" + world.donePartnerJob + "','clientToken':'wrong'" + REST);
        refusesPartner(
                "InvalidNonceException",
                world -> "{'jobId':'" + world.donePartnerJob + "','clientToken':'" + world.clientToken
                        + "','nonce':'999'}");
    }
}
