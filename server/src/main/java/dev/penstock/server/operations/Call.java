package dev.penstock.server.operations;

import dev.penstock.server.auth.Caller;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One authenticated and authorised request.
 *
 * @param pollWait how long an empty poll may be held, from the header {@code X-Penstock-Wait} or the setting
 *     {@code jobs.poll-wait}; zero answers at once, as AWS does
 * @param invocationId header {@code amz-sdk-invocation-id}: the same when an SDK sends a request again because its answer
 *     was lost, another for every other call; null if the client sends none; at most 64 characters are kept
 */
public record Call(
        Caller caller, Duration pollWait, @Nullable String invocationId) {
    private static final int INVOCATION_ID_LENGTH = 64;

    public Call {
        if (invocationId != null && invocationId.length() > INVOCATION_ID_LENGTH) {
            invocationId = invocationId.substring(0, INVOCATION_ID_LENGTH);
        }
    }

    /** A call of a client that does not name its invocations. */
    public Call(Caller caller, Duration pollWait) {
        this(caller, pollWait, null);
    }

    public String accountId() {
        return caller.accountId();
    }

    public String region() {
        return caller.region();
    }

    /**
     * Who calls, as far as it can be told: the key, and the invocation where the client names it. Two workers that share
     * a key still differ, and a repeated request of one of them does not.
     */
    public String source() {
        return invocationId == null ? caller.accessKeyId() : caller.accessKeyId() + "/" + invocationId;
    }

    /**
     * All that selects the rows of a list, to bind next tokens to.
     *
     * @param parts names and filters of the request; null for absent ones
     */
    String query(String operation, @Nullable String... parts) {
        StringBuilder query = new StringBuilder(operation)
                .append('\n')
                .append(accountId())
                .append('\n')
                .append(region());
        for (String part : parts) {
            query.append('\n').append(part == null ? "" : part);
        }
        return query.toString();
    }
}
