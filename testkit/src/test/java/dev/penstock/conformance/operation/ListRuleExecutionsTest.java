package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("ListRuleExecutions")
class ListRuleExecutionsTest extends OperationConformance {
    ListRuleExecutionsTest() {
        answers("/ruleExecutionDetails/0/ruleName", "Classic");
        answers("/ruleExecutionDetails/0/status", "Failed");
        refuses("PipelineNotFoundException", "{'pipelineName':'nowhere'}");
        refuses(
                "PipelineExecutionNotFoundException",
                "{'pipelineName':'shop','filter':{'pipelineExecutionId':'" + NOBODY + "'}}");
        refuses("InvalidNextTokenException", "{'pipelineName':'shop','nextToken':'nonsense'}");
    }
}
