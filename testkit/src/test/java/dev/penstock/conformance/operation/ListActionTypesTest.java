package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("ListActionTypes")
class ListActionTypesTest extends OperationConformance {
    ListActionTypesTest() {
        answers("/actionTypes/0/id/provider", "Repo");
        refuses("InvalidNextTokenException", "{'nextToken':'nonsense'}");
    }
}
