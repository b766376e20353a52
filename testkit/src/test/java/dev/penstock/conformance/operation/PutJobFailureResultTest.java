package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("PutJobFailureResult")
class PutJobFailureResultTest extends OperationConformance {
    private static final String FAILURE = ",'failureDetails':{'type':'JobFailed','message':'no'}}";

    PutJobFailureResultTest() {
        refuses("JobNotFoundException", "{'jobId':'" + NOBODY + "'" + FAILURE);
        refuses("InvalidJobStateException", world -> "{'jobId':'" + world.doneJob + "'" + FAILURE);
    }
}
