package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("ListRuleTypes")
class ListRuleTypesTest extends OperationConformance {
    ListRuleTypesTest() {
        answers("/ruleTypes/0/id/category", "Rule");
        never("InvalidNextTokenException", "the request has no next token");
    }
}
