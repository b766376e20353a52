package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

@DisplayName("PutJobSuccessResult")
class PutJobSuccessResultTest extends OperationConformance {
    PutJobSuccessResultTest() {
        refuses("JobNotFoundException", "{'jobId':'" + NOBODY + "'}");
        refuses(
                "InvalidJobStateException",
                world -> "{'jobId':'" + world.doneJob + "','outputVariables':{'Other':'content'}}");
        String large = IntStream.range(0, 140)
                .mapToObj(i -> "'Variable" + i + "':'" + "x".repeat(1000) + "'")
                .collect(Collectors.joining(",", "{", "}"));
        refuses(
                "OutputVariablesSizeExceededException",
                world -> "{'jobId':'" + world.openJob + "','outputVariables':" + large + "}");
    }
}
