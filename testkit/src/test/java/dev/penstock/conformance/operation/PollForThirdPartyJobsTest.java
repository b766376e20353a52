package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("PollForThirdPartyJobs")
class PollForThirdPartyJobsTest extends OperationConformance {
    PollForThirdPartyJobsTest() {
        refusesPartner(
                "ActionTypeNotFoundException",
                _ -> "{'actionTypeId':{'category':'Test','owner':'ThirdParty','provider':'None','version':'1'}}");
    }
}
