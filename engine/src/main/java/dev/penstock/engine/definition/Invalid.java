package dev.penstock.engine.definition;

import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.InvalidActionDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStageDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStructureException;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** The three ways in which a declaration can be wrong. */
final class Invalid {

    private Invalid() {}

    static InvalidStructureException structure(String message) {
        return InvalidStructureException.builder().message(message).build();
    }

    static InvalidStageDeclarationException stage(String message) {
        return InvalidStageDeclarationException.builder().message(message).build();
    }

    static InvalidActionDeclarationException action(String message) {
        return InvalidActionDeclarationException.builder().message(message).build();
    }

    /** How texts about variables say where. */
    static String place(StageDeclaration stage, ActionDeclaration action) {
        return "StageName=[" + stage.name() + "], ActionName=[" + action.name() + "]";
    }
}
