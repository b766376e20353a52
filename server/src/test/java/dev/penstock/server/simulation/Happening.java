package dev.penstock.server.simulation;

import dev.penstock.store.fault.Fault;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happens. To whom exactly is drawn from its seed among those to whom it can happen then.
 *
 * @param fault how the first write that it leads to fails; null if it does not
 */
record Happening(Kind kind, long seed, @Nullable Fault fault) {

    /** Kinds with how often each happens on an ordinary day. */
    enum Kind {
        START(26),
        STOP(3),
        ABANDON(2),
        RETRY(7),
        ROLL_BACK(4),
        OVERRIDE(4),
        DISABLE_TRANSITION(3),
        ENABLE_TRANSITION(7),
        APPROVE(14),
        PUT_REVISION(3),
        EDIT(1),
        DELETE(1),
        CREATE(2),
        LOOK(6),
        POLL(30),
        POLL_AS_PARTNER(22),
        GET_DETAILS(22),
        ACKNOWLEDGE(50),
        REPORT(60),
        REPORT_AGAIN(6),
        MEDDLE(6),
        WORKER_DIES(1),
        CLAIM(40),
        FIND_SOURCE(6),
        FINISH(44),
        RENEW(4),
        ASK_AGAIN(14),
        SWEEP(10),
        PURGE(1),
        NODE_DIES(1),
        TIME_PASSES(12),
        LONG_TIME_PASSES(1);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        int weight() {
            return weight;
        }
    }
}
