package dev.penstock.server.iam;

import dev.penstock.server.auth.Caller;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;

/** Decides whether a caller may make a request, by the policy of its key. Thread-safe. */
public final class Authorizer {

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
        check(policy, caller, "codepipeline:" + operation, resources);
        check(policy, caller, "iam:PassRole", Resources.passedRoles(request));
    }

    private static void check(PolicyDocument policy, Caller caller, String action, List<String> resources) {
        for (String resource : resources) {
            switch (policy.evaluate(action, resource)) {
                case ALLOWED -> {}
                case DENIED -> throw AccessDenied.explicitDeny(caller.principalArn(), action, resource);
                case NOT_MENTIONED -> throw AccessDenied.noPolicyAllows(caller.principalArn(), action, resource);
            }
        }
    }
}
