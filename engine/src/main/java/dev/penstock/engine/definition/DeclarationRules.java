package dev.penstock.engine.definition;

import dev.penstock.engine.Given.ActionTypes;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/**
 * What a declaration must satisfy beyond the model's own constraints, and the form in which it is kept (spec engine 9, 5.8;
 * spec jobs 16). Order: structure, stages, actions. Whether roles can be assumed and buckets exist is not looked at.
 */
public final class DeclarationRules {

    private DeclarationRules() {}

    /**
     * Checks a declaration and normalises it: defaults are filled in, the version is the next one, masked secrets carry
     * the values they had. What may stay absent stays absent: region, namespace, role, variables.
     *
     * @param previous the current definition when it is edited; null for a new pipeline
     * @throws software.amazon.awssdk.services.codepipeline.model.CodePipelineException the API's refusal
     */
    public static PipelineDeclaration check(
            PipelineDeclaration declaration,
            String accountId,
            String region,
            ActionTypes types,
            @Nullable PipelineDefinition previous) {
        Review review = review(declaration, accountId, region, types, previous);
        if (!review.problems().isEmpty()) {
            throw Problem.refusal(review.problems());
        }
        return review.declaration();
    }

    /**
     * What is wrong with a declaration that satisfies the model's own constraints.
     *
     * @param declaration normalised
     * @param problems all of them, the one that the API speaks of first
     */
    record Review(PipelineDeclaration declaration, List<Problem> problems) {}

    static Review review(
            PipelineDeclaration declaration,
            String accountId,
            String region,
            ActionTypes types,
            @Nullable PipelineDefinition previous) {
        var problems = new Problems();
        PipelineDeclaration normal = normalised(declaration, previous == null ? 1 : previous.version() + 1);
        StructureRules.check(normal, region, problems);
        StageRules.check(normal, problems);
        ActionRules.checkPipelineType(normal, problems);
        PipelineDeclaration complete = withActions(
                normal, placed -> new ActionRules(placed, accountId, region, types, problems).checked(previous));
        ArtifactRules.check(complete, problems);
        NamespaceRules.check(complete, problems);
        ReferenceRules.check(complete, problems);
        return new Review(complete, problems.list());
    }

    /** The declaration as it may leave the server: secret values masked, all values of a type that nobody knows. */
    public static PipelineDeclaration masked(
            PipelineDeclaration declaration, String accountId, String region, ActionTypes types) {
        return withActions(declaration, placed -> {
            ActionDeclaration action = placed.action();
            Optional<ActionType> type = types.find(ActionTypeKey.of(action.actionTypeId()), accountId, region);
            return action.toBuilder()
                    .configuration(type.map(known -> Secrets.masked(known, action.configuration()))
                            .orElseGet(() -> allMasked(action.configuration())))
                    .build();
        });
    }

    private static Map<String, String> allMasked(Map<String, String> configuration) {
        Map<String, String> shown = new LinkedHashMap<>(configuration);
        shown.replaceAll((name, value) -> Secrets.MASK);
        return shown;
    }

    /** The form in which a declaration is kept: defaults are filled in, with this version (spec engine 5.8). */
    public static PipelineDeclaration normalised(PipelineDeclaration declaration, int version) {
        PipelineDeclaration filled = withActions(declaration, placed -> {
            ActionDeclaration action = placed.action();
            return action.toBuilder()
                    .runOrder(action.runOrder() == null ? 1 : action.runOrder())
                    // Copies are present and empty; what the SDK hands out for absent members stays absent.
                    .inputArtifacts(List.copyOf(action.inputArtifacts()))
                    .outputArtifacts(List.copyOf(action.outputArtifacts()))
                    .configuration(new LinkedHashMap<>(action.configuration()))
                    .build();
        });
        return filled.toBuilder()
                .version(version)
                .executionMode(
                        declaration.executionMode() == null ? ExecutionMode.SUPERSEDED : declaration.executionMode())
                .pipelineType(declaration.pipelineType() == null ? type(declaration) : declaration.pipelineType())
                .build();
    }

    /** V2 when something only V2 has is used, else V1. */
    private static PipelineType type(PipelineDeclaration declaration) {
        boolean second = !declaration.variables().isEmpty()
                || !declaration.triggers().isEmpty()
                || declaration.executionMode() == ExecutionMode.QUEUED
                || declaration.executionMode() == ExecutionMode.PARALLEL
                || declaration.stages().stream().anyMatch(StageRules::hasConditions)
                || declaration.stages().stream()
                        .flatMap(stage -> stage.actions().stream())
                        .anyMatch(ActionRules::needsV2);
        return second ? PipelineType.V2 : PipelineType.V1;
    }

    private static PipelineDeclaration withActions(
            PipelineDeclaration declaration, Function<PlacedAction, ActionDeclaration> change) {
        List<StageDeclaration> stages = PlacedStage.of(declaration).stream()
                .map(placed -> placed.stage().toBuilder()
                        .actions(placed.actions().stream().map(change).toList())
                        .build())
                .toList();
        return declaration.toBuilder().stages(stages).build();
    }
}
