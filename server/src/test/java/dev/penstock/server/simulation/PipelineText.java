package dev.penstock.server.simulation;

import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;

/** A definition in one line, for stories. */
final class PipelineText {

    private PipelineText() {}

    static String of(Object request) {
        return switch (request) {
            case CreatePipelineRequest create -> "CreatePipeline(" + of(create.pipeline()) + ")";
            case UpdatePipelineRequest update -> "UpdatePipeline(" + of(update.pipeline()) + ")";
            default ->
                request.toString().replaceFirst("^(\\w+?)Request\\(", "$1(").replace("\n", "\\n");
        };
    }

    private static String of(PipelineDeclaration pipeline) {
        return pipeline.name() + " " + pipeline.executionModeAsString() + " " + pipeline.variables() + ": "
                + pipeline.stages().stream().map(PipelineText::of).collect(Collectors.joining(" > "));
    }

    private static String of(StageDeclaration stage) {
        StringBuilder text = new StringBuilder(stage.name());
        text.append(stage.actions().stream().map(PipelineText::of).collect(Collectors.joining(", ", "[", "]")));
        if (stage.beforeEntry() != null) {
            stage.beforeEntry()
                    .conditions()
                    .forEach(each -> text.append(" beforeEntry ").append(of(each)));
        }
        if (stage.onSuccess() != null) {
            stage.onSuccess()
                    .conditions()
                    .forEach(each -> text.append(" onSuccess ").append(of(each)));
        }
        if (stage.onFailure() != null) {
            text.append(" onFailure ").append(stage.onFailure().resultAsString());
            stage.onFailure().conditions().forEach(each -> text.append(of(each)));
        }
        return text.toString();
    }

    private static String of(ActionDeclaration action) {
        return action.name() + ":" + action.actionTypeId().provider() + "@" + action.runOrder();
    }

    private static String of(Condition condition) {
        return condition.resultAsString() + " unless "
                + condition.rules().stream()
                        .map(rule -> rule.name() + ":" + rule.ruleTypeId().provider() + rule.configuration())
                        .collect(Collectors.joining(", "));
    }
}
