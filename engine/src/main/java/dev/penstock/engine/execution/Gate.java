package dev.penstock.engine.execution;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Where a stage may declare a condition (spec engine 6.1). */
public enum Gate {
    BEFORE_ENTRY,
    ON_SUCCESS,
    ON_FAILURE;

    /** The condition that a stage declares here. */
    public Optional<Condition> declaredBy(StageDeclaration stage) {
        return conditions(stage).stream().findFirst();
    }

    private List<Condition> conditions(StageDeclaration stage) {
        return switch (this) {
            case BEFORE_ENTRY ->
                stage.beforeEntry() == null ? List.of() : stage.beforeEntry().conditions();
            case ON_SUCCESS ->
                stage.onSuccess() == null ? List.of() : stage.onSuccess().conditions();
            case ON_FAILURE ->
                stage.onFailure() == null ? List.of() : stage.onFailure().conditions();
        };
    }
}
