package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("GetActionType")
class GetActionTypeTest extends OperationConformance {
    GetActionTypeTest() {
        answers("/actionType/executor/type", "JobWorker");
        answers("/actionType/properties/0/name", "Suite");
        refuses(
                "ActionTypeNotFoundException",
                "{'category':'Test','owner':'ThirdParty','provider':'None','version':'1'}");
    }
}
