package dev.penstock.conformance.operation;

import static dev.penstock.conformance.World.ASK;
import static dev.penstock.conformance.World.approve;
import static dev.penstock.conformance.World.check;
import static dev.penstock.conformance.World.pipeline;
import static dev.penstock.conformance.World.source;

import dev.penstock.conformance.OperationConformance;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

@DisplayName("UpdatePipeline")
class UpdatePipelineTest extends OperationConformance {
    UpdatePipelineTest() {
        answers("/pipeline/version", "2");
        answers("/pipeline/stages/1/actions/0/configuration/Suite", "full");
        refuses("InvalidStageDeclarationException", declared(source(""), approve(), approve()));
        refuses(
                "InvalidActionDeclarationException",
                declared(source(""), check().replace("AcmeCheck", "NoCheck"), approve()));
        refuses(
                "InvalidBlockerDeclarationException",
                declared(source(",'blockers':[{'name':'b','type':'Schedule'}]"), approve()));
        refuses("InvalidStructureException", declared(source("")));
        String tooManyActions = IntStream.range(0, 21)
                .mapToObj(stage -> "{'name':'S" + stage + "','actions':["
                        + IntStream.range(0, 50)
                                .mapToObj(i -> "{'name':'A" + i + "','actionTypeId':{" + ASK + "}}")
                                .collect(Collectors.joining(","))
                        + "]}")
                .collect(Collectors.joining(","));
        refuses("LimitExceededException", declared(source(""), tooManyActions));
    }

    private static String declared(String... stages) {
        return "{'pipeline':" + pipeline("shop", "", stages) + "}";
    }
}
