package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("EnableStageTransition")
class EnableStageTransitionTest extends OperationConformance {
    EnableStageTransitionTest() {
        refuses(
                "PipelineNotFoundException",
                "{'pipelineName':'nowhere','stageName':'Check','transitionType':'Inbound'}");
        refuses("StageNotFoundException", "{'pipelineName':'shop','stageName':'Nowhere','transitionType':'Inbound'}");
    }
}
