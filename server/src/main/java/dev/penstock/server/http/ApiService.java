package dev.penstock.server.http;

import dev.penstock.server.auth.Caller;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An API in AWS JSON 1.1: a set of operations that share a target prefix and a signing name. Thread-safe. */
public interface ApiService {

    /** What stands before the dot in {@code X-Amz-Target}, for example {@code CodePipeline_20150709}. */
    String targetPrefix();

    /** Service name in the credential scope of signatures. */
    String signingName();

    /** What stands before the colon in the names of its IAM actions. */
    String actionPrefix();

    /** Who may call the operations: {@link Access.SignedApi} or {@link Access.AdminApi}. */
    Access access();

    /** Who may call one operation, where that differs. */
    default Access access(String operation) {
        return access();
    }

    /** True if the API has this operation. */
    boolean has(String operation);

    /** What the operation is to a server that has more to do than it can: work that is under way goes before new work. */
    default Admission.Kind kind(String operation) {
        return Admission.Kind.INTAKE;
    }

    /**
     * Carries out one operation.
     *
     * @return the body of the answer; empty for operations without an output
     */
    byte[] call(String operation, ApiCall call);

    /**
     * A signed request for an operation.
     *
     * @param pollWait how long the caller lets an empty poll be held, from the header {@code X-Penstock-Wait}; empty if it
     *     does not say
     * @param invocationId header {@code amz-sdk-invocation-id}, by which SDKs mark the repetitions of one call
     */
    record ApiCall(
            Caller caller,
            byte[] body,
            Optional<Duration> pollWait,
            @Nullable String invocationId) {}
}
