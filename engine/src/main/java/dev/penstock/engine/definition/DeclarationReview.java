package dev.penstock.engine.definition;

import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.api.validation.Validator;
import dev.penstock.api.validation.Violation;
import dev.penstock.engine.Given.ActionTypes;
import dev.penstock.engine.definition.Problem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/**
 * Everything that is wrong with a declaration at once: the model's constraints and the rules of {@link DeclarationRules},
 * which the API would report one after the other. For tools that show problems beside the text.
 */
public final class DeclarationReview {
    /** What cannot be judged of an action whose type is not written properly. */
    private static final Set<String> OF_THE_TYPE = Set.of("source-stage", ActionRules.ACTION_TYPE, "rule-type");

    private DeclarationReview() {}

    /**
     * The problems of a declaration, the one that the API would refuse it for first. Constraints that it breaks do not
     * keep the rules from being looked at; what they cannot tell for want of a value is left out.
     *
     * @param previous the current definition when it is to be edited; null for a new pipeline
     */
    public static List<Problem> of(
            PipelineDeclaration declaration,
            String accountId,
            String region,
            ActionTypes types,
            @Nullable PipelineDefinition previous) {
        List<Violation> violations = Validator.violations(
                CreatePipelineRequest.builder().pipeline(declaration).build(),
                ServiceModel.codePipeline()
                        .operation("CreatePipeline")
                        .map(OperationModel::input)
                        .orElseThrow());
        List<Problem> problems = new ArrayList<>();
        violations.forEach(violation -> problems.add(
                new Problem(Kind.VALIDATION, violation.path(), violation.kind(), violation.toString(), null)));
        DeclarationRules.review(StandIns.complete(declaration), accountId, region, types, previous).problems().stream()
                .filter(problem -> violations.stream().noneMatch(violation -> explains(violation, problem)))
                .forEach(problems::add);
        return problems;
    }

    /** Whether the rule sees nothing but what the constraint says already. */
    private static boolean explains(Violation violation, Problem problem) {
        return violation.path().equals(problem.path())
                || (OF_THE_TYPE.contains(problem.rule()) && violation.path().startsWith(problem.path()));
    }
}
