package dev.penstock.engine.definition;

import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/**
 * An action and where it is declared.
 *
 * @param stageIndex 0-based
 * @param path {@code pipeline.stages.1.member.actions.1.member}
 */
record PlacedAction(int stageIndex, String path, StageDeclaration stage, ActionDeclaration action) {

    static List<PlacedAction> of(PipelineDeclaration pipeline) {
        return PlacedStage.of(pipeline).stream()
                .flatMap(stage -> stage.actions().stream())
                .toList();
    }

    String member(String name) {
        return path + "." + name;
    }

    String configuration(String key) {
        return path + ".configuration." + key;
    }
}
