package dev.penstock.server.admin;

import dev.penstock.api.error.ApiException;
import dev.penstock.api.json.JsonTree;
import dev.penstock.api.json.ShapeCodec;
import dev.penstock.engine.definition.DeclarationReview;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.Problem;
import dev.penstock.server.auth.Caller;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** Judges declarations before they are saved. Nothing is stored. Thread-safe. */
public final class AdmissionOperations implements AdminService.Group {
    private final Store store;
    private final PipelineSteps steps;

    public AdmissionOperations(Store store, PipelineSteps steps) {
        this.store = store;
        this.steps = steps;
    }

    @Override
    public void addTo(AdminService service) {
        service.on("ValidatePipeline", this::validate);
    }

    private Map<String, ?> validate(Caller caller, AdminInput input) {
        String accountId = input.optionalText("accountId").orElse(caller.accountId());
        PipelineDeclaration declaration = declaration(input.text("declaration"));
        List<Problem> problems = store.read(tx -> {
            AdminErrors.requireAccount(tx, accountId);
            PipelineDefinition previous = declaration.name() == null
                    ? null
                    : tx.pipelines()
                            .find(accountId, caller.region(), declaration.name())
                            .flatMap(found ->
                                    tx.pipelines().definition(found.ref().id(), found.version()))
                            .orElse(null);
            return DeclarationReview.of(declaration, accountId, caller.region(), steps.actionTypes(tx), previous);
        });
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("valid", problems.isEmpty());
        answer.put("problems", problems.stream().map(AdmissionOperations::view).toList());
        return answer;
    }

    /** Text that cannot be read at all is refused, since there is no declaration to speak of. */
    private static PipelineDeclaration declaration(String text) {
        try {
            Map<String, ?> tree = JsonTree.readObject(text.getBytes(StandardCharsets.UTF_8));
            return ShapeCodec.fromTree(bare(tree), PipelineDeclaration.builder());
        } catch (ApiException e) {
            throw ApiException.validation("The declaration cannot be read. " + e.getMessage());
        }
    }

    @SuppressWarnings("unchecked") // objects of JSON have string keys
    private static Map<String, ?> bare(Map<String, ?> tree) {
        return tree.get("pipeline") instanceof Map<?, ?> pipeline ? (Map<String, ?>) pipeline : tree;
    }

    private static Map<String, ?> view(Problem problem) {
        return new TreeMap<>(Map.of(
                "path", problem.path(),
                "rule", problem.rule(),
                "code", problem.kind().code(),
                "message", problem.message()));
    }
}
