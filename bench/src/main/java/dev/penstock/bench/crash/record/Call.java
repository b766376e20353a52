package dev.penstock.bench.crash.record;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Something that somebody asked for, and every attempt at it, in order. The attempts are requests with the same content
 * and the same invocation id, as an SDK sends them.
 *
 * @param id also the invocation id
 * @param who for example {@code worker-2/mill}
 * @param begun microseconds since 1970, before the first attempt
 */
public record Call(String id, String who, String operation, JsonNode input, long begun, List<Attempt> attempts) {

    public Call {
        attempts = List.copyOf(attempts);
    }

    /** The attempt that ended the asking; empty if the caller died before, or still asks. */
    public Optional<Attempt> last() {
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(attempts.getLast())
                        .filter(attempt -> attempt.outcome().definitive());
    }

    /** The attempt that was answered HTTP 200. */
    public Optional<Attempt> answered() {
        return attempts.stream()
                .filter(attempt -> attempt.outcome() instanceof Outcome.Answered)
                .findFirst();
    }

    /** The body of that answer. */
    public Optional<JsonNode> answer() {
        return answered().map(attempt -> ((Outcome.Answered) attempt.outcome()).body());
    }

    /** A member of the input as text; empty text if it is not there. */
    public String given(String member) {
        return input.path(member).asString("");
    }

    @Override
    public String toString() {
        return operation + " " + id + " of " + who;
    }
}
