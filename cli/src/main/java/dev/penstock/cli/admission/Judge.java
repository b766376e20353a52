package dev.penstock.cli.admission;

import dev.penstock.api.json.ShapeCodec;
import dev.penstock.cli.admin.AdminClient;
import dev.penstock.engine.Given.ActionTypes;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.definition.DeclarationReview;
import dev.penstock.providers.BuiltInActionTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import tools.jackson.databind.JsonNode;

/** Knows what is wrong with a declaration. */
interface Judge {

    /** One problem; path, rule and message are those of ValidatePipeline. */
    record Verdict(String path, String rule, String message) {}

    List<Verdict> judge(PipelineDeclaration declaration);

    /** Whether every action type that exists is known; otherwise only the built-in ones are. */
    boolean knowsAllTypes();

    /** Judges without a server. */
    record Offline(String region) implements Judge {
        private static final String ACCOUNT = "111111111111";

        @Override
        public List<Verdict> judge(PipelineDeclaration declaration) {
            return DeclarationReview.of(declaration, ACCOUNT, region, new BuiltIn(), null).stream()
                    .map(problem -> new Verdict(problem.path(), problem.rule(), problem.message()))
                    .toList();
        }

        @Override
        public boolean knowsAllTypes() {
            return false;
        }
    }

    /** Asks a server, which knows the account's own action types and those of partners. */
    record Server(AdminClient client) implements Judge {
        @Override
        public List<Verdict> judge(PipelineDeclaration declaration) {
            JsonNode answer = client.call(
                    "ValidatePipeline", client.request().put("declaration", ShapeCodec.toJson(declaration)));
            List<Verdict> verdicts = new ArrayList<>();
            for (JsonNode problem : answer.path("problems")) {
                verdicts.add(new Verdict(
                        problem.path("path").asString(),
                        problem.path("rule").asString(),
                        problem.path("message").asString()));
            }
            return verdicts;
        }

        @Override
        public boolean knowsAllTypes() {
            return true;
        }
    }

    /** The types that every server has. */
    final class BuiltIn implements ActionTypes {
        @Override
        public Optional<ActionType> find(ActionTypeKey key, String accountId, String region) {
            return key.owner() == ActionOwner.AWS ? BuiltInActionTypes.find(key, region) : Optional.empty();
        }

        @Override
        public String clientId(ActionType type, String accountId, String region) {
            throw new IllegalStateException("without a server there are no partners");
        }
    }
}
