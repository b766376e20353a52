package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("PollForJobs")
class PollForJobsTest extends OperationConformance {
    PollForJobsTest() {
        answers("/jobs/0/nonce", "1");
        answers("/jobs/0/data/actionConfiguration/configuration/Branch", "main");
        refuses(
                "ActionTypeNotFoundException",
                "{'actionTypeId':{'category':'Build','owner':'Custom','provider':'None','version':'1'}}");
    }
}
