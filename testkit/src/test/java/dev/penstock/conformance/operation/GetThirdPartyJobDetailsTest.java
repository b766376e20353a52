package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("GetThirdPartyJobDetails")
class GetThirdPartyJobDetailsTest extends OperationConformance {
    private static final String REST = "}";

    GetThirdPartyJobDetailsTest() {
        answers("/jobDetails/nonce", "1");
        answers("/jobDetails/data/inputArtifacts/0/revision", "abc123");
        refusesPartner(
                "JobNotFoundException",
                world -> "{'jobId':'" + NOBODY + "','clientToken':'" + world.clientToken + "'" + REST);
        refusesPartner(
                "InvalidClientTokenException",
                world -> "{'jobId':'" + world.donePartnerJob + "','clientToken':'wrong'" + REST);
        // It is over, so nobody can get it any more.
        refusesPartner(
                "InvalidJobException",
                world -> "{'jobId':'" + world.donePartnerJob + "','clientToken':'" + world.clientToken + "'}");
    }
}
