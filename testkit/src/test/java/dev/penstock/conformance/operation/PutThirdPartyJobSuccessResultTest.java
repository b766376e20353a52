package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("PutThirdPartyJobSuccessResult")
class PutThirdPartyJobSuccessResultTest extends OperationConformance {
    private static final String REST = "}";

    PutThirdPartyJobSuccessResultTest() {
        refusesPartner(
                "JobNotFoundException",
                world -> "{'jobId':'" + NOBODY + "','clientToken':'" + world.clientToken + "'" + REST);
        refusesPartner(
                "InvalidClientTokenException",
                world -> "{'jobId':'" + world.donePartnerJob + "','clientToken':'wrong'" + REST);
        refusesPartner(
                "InvalidJobStateException",
                world -> "{'jobId':'" + world.donePartnerJob + "','clientToken':'" + world.clientToken
                        + "','executionDetails':{'summary':'other'}}");
    }
}
