package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("DeleteCustomActionType")
class DeleteCustomActionTypeTest extends OperationConformance {
    DeleteCustomActionTypeTest() {
        losesAgainstOthers(
                "ConcurrentModificationException", _ -> "{'category':'Source','provider':'Line','version':'1'}");
    }
}
