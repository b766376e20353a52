package dev.penstock.engine;

import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * All that a step may know beside the state of its pipeline. Clock, ids and randomness are given, never taken, so tests
 * move time and a seeded simulation replays a failure.
 *
 * @param now the instant of the step; one step has one instant
 * @param ids lower-case UUIDs, each new
 * @param random for object keys only; nothing secret is drawn from it
 * @param settings windows and delays
 * @param types the action types that this account sees in this region
 */
public record Given(
        Instant now, Supplier<String> ids, RandomGenerator random, EngineSettings settings, ActionTypes types) {

    /** Looks action types up. Implementations read the same transaction that the decision is written in. */
    public interface ActionTypes {

        /** The type as this account may use it, deleted ones too; empty when unknown or not allowed. */
        Optional<ActionType> find(ActionTypeKey key, String accountId, String region);

        /** The client id by which the partner of this type knows the account; made on first use (spec jobs 12). */
        String clientId(ActionType type, String accountId, String region);
    }
}
