package dev.penstock.server.iam;

import dev.penstock.server.auth.Caller;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;

/** Decides whether a caller may make a request, by the policy of its key. Thread-safe. */
public final class Authorizer {
    private final Function<String, Map<String, String>> tagsOf;

    /** @param tagsOf the tags of a resource by its ARN; asked only for policies with conditions on them */
    public Authorizer(Function<String, Map<String, String>> tagsOf) {
        this.tagsOf = tagsOf;
    }

    /**
     * Returns if the caller may; a key without a policy may do everything in its account.
     *
     * @throws dev.penstock.api.error.ApiException AccessDeniedException in AWS's words
     */
    public void check(Caller caller, String operation, CodePipelineRequest request) {
        String document = caller.policy();
        if (document == null) {
            return;
        }
        PolicyDocument policy = PolicyDocument.parse(document);
        List<String> resources = new Resources(caller.accountId(), caller.region()).of(request);
        RequestFacts facts = RequestFacts.of(caller, request, tagsOf);
        check(policy, facts, "codepipeline:" + operation, resources);
        check(policy, facts, "iam:PassRole", Resources.passedRoles(request));
    }

    private static void check(PolicyDocument policy, RequestFacts facts, String action, List<String> resources) {
        Caller caller = facts.caller();
        for (String resource : resources) {
            switch (policy.evaluate(action, resource, facts.about(action, resource))) {
                case ALLOWED -> {}
                case DENIED -> throw AccessDenied.explicitDeny(caller.principalArn(), action, resource);
                case NOT_MENTIONED -> throw AccessDenied.noPolicyAllows(caller.principalArn(), action, resource);
            }
        }
    }
}
