package dev.penstock.server.operations;

import dev.penstock.server.auth.Caller;
import java.time.Duration;

/**
 * One authenticated and authorised request.
 *
 * @param pollWait how long an empty poll may be held, from the header {@code X-Penstock-Wait} or the setting
 *     {@code jobs.poll-wait}; zero answers at once, as AWS does
 */
public record Call(Caller caller, Duration pollWait) {
    public String accountId() {
        return caller.accountId();
    }

    public String region() {
        return caller.region();
    }
}
