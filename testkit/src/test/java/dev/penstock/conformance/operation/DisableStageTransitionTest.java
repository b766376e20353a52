package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("DisableStageTransition")
class DisableStageTransitionTest extends OperationConformance {
    DisableStageTransitionTest() {
        refuses(
                "PipelineNotFoundException",
                "{'pipelineName':'nowhere','stageName':'Check','transitionType':'Inbound','reason':'why'}");
        refuses(
                "StageNotFoundException",
                "{'pipelineName':'shop','stageName':'Nowhere','transitionType':'Inbound','reason':'why'}");
    }
}
