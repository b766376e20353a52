package dev.penstock.bench.raw;

import org.jspecify.annotations.Nullable;

/** Values of the statements that write a job, from the row of another one, with all its moments so much later. */
final class JobValues {
    private JobValues() {}

    /** Of {@link CycleSql#DISPATCH_JOB}. */
    static @Nullable Object[] dispatch(Row sample, long micros, String id) {
        return new @Nullable Object[] {
            sample.get("status"),
            sample.get("revision_counter"),
            sample.get("nonce"),
            sample.later("available_at", micros),
            sample.later("dispatched_at", micros),
            sample.later("ack_deadline", micros),
            sample.later("due_at", micros),
            id
        };
    }

    /** Of {@link CycleSql#UPDATE_JOB_AS_SEEN}. */
    static @Nullable Object[] updateAsSeen(Row sample, long micros, String id, Row seen) {
        return new @Nullable Object[] {
            sample.get("status"),
            sample.get("revision_counter"),
            sample.get("nonce"),
            sample.later("available_at", micros),
            sample.later("dispatched_at", micros),
            sample.later("ack_deadline", micros),
            sample.later("acknowledged_at", micros),
            sample.get("acknowledged_by"),
            sample.later("job_deadline", micros),
            sample.later("completed_at", micros),
            sample.get("result_fingerprint"),
            sample.later("due_at", micros),
            sample.later("timeout_at", micros),
            id,
            seen.get("status"),
            seen.get("revision_counter")
        };
    }

    /** Of {@link CycleSql#CLOSE_JOB}. */
    static @Nullable Object[] close(Row sample, long micros, String id) {
        return new @Nullable Object[] {
            sample.get("status"),
            sample.get("revision_counter"),
            sample.later("completed_at", micros),
            sample.get("result_fingerprint"),
            id
        };
    }

    /** Of {@link CycleSql#INSERT_JOB}. */
    static @Nullable Object[] insert(Row sample, long micros, String id, String pipelineId) {
        return new @Nullable Object[] {
            id,
            pipelineId,
            sample.get("queue"),
            sample.get("query_value"),
            sample.get("status"),
            sample.get("revision_counter"),
            sample.get("nonce"),
            sample.later("created_at", micros),
            sample.later("available_at", micros),
            sample.later("dispatched_at", micros),
            sample.later("ack_deadline", micros),
            sample.later("acknowledged_at", micros),
            sample.get("acknowledged_by"),
            sample.later("deadline", micros),
            sample.later("job_deadline", micros),
            sample.later("completed_at", micros),
            sample.get("result_fingerprint"),
            sample.later("due_at", micros),
            sample.later("timeout_at", micros),
            sample.get("sealed")
        };
    }
}
