package dev.penstock.server.iam;

import dev.penstock.api.error.ApiException;

/**
 * Refusals for lack of rights, in AWS's words (spec events 5.3). HTTP 400 as observed on AWS's JSON services; the
 * common-errors page says 403, and SDKs decide by the type.
 */
public final class AccessDenied {
    private AccessDenied() {}

    /** No statement allows the action. */
    public static ApiException noPolicyAllows(String principalArn, String action, String resource) {
        return refusal(principalArn, action, resource)
                .because("because no identity-based policy allows the " + action + " action");
    }

    /** A statement denies the action. */
    public static ApiException explicitDeny(String principalArn, String action, String resource) {
        return refusal(principalArn, action, resource).because("with an explicit deny in an identity-based policy");
    }

    private static Refusal refusal(String principalArn, String action, String resource) {
        return new Refusal(
                "User: " + principalArn + " is not authorized to perform: " + action + " on resource: " + resource);
    }

    private record Refusal(String text) {
        ApiException because(String reason) {
            return ApiException.of("AccessDeniedException", text + " " + reason);
        }
    }
}
