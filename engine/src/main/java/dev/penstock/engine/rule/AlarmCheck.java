package dev.penstock.engine.rule;

import dev.penstock.engine.execution.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rule that looks at an alarm (spec engine 6.3). What the wait is for depends on the gate: before a stage, and when
 * one failed, it gives the alarm time to come into a state that passes; after a success it is how long the alarm must
 * stay in such a state.
 *
 * @param passing states in which the rule succeeds
 * @param watch how long the alarm is watched; zero to look once
 */
public record AlarmCheck(String alarmName, Set<String> passing, Duration watch, Gate gate) {
    private static final List<String> STATES = List.of("ALARM", "INSUFFICIENT_DATA", "OK");

    /** The most minutes that the API takes for a rule. */
    private static final int MAX_WAIT = 86_400;

    /** What a look at the alarm comes to. */
    public enum Verdict {
        HOLDS,
        BROKEN,
        /** Neither yet: look again. */
        WAIT
    }

    /** @param configuration the rule's, with variables resolved, or as declared to see whether it can be evaluated */
    public static AlarmCheck of(Map<String, String> configuration, Gate gate) throws Unevaluable {
        return new AlarmCheck(
                configuration.getOrDefault("AlarmName", ""),
                passing(configuration.get("AlarmStates"), gate),
                wait(configuration.getOrDefault("WaitTime", "0")),
                gate);
    }

    /**
     * A watch after a success ends in its favour, so it must end before the rule's limit ends it otherwise.
     *
     * @throws Unevaluable if it cannot
     */
    public AlarmCheck within(Duration limit) throws Unevaluable {
        if (gate == Gate.ON_SUCCESS && watch.compareTo(limit) >= 0) {
            throw new Unevaluable("The WaitTime of " + watch.toMinutes() + " minutes is not shorter than the limit of "
                    + limit.toMinutes() + " minutes that the rule has. Raise its timeoutInMinutes, or wait shorter.");
        }
        return this;
    }

    private static Set<String> passing(@Nullable String states, Gate gate) throws Unevaluable {
        if (states == null || states.isBlank()) {
            return gate == Gate.ON_FAILURE ? Set.of("ALARM") : Set.of("OK", "INSUFFICIENT_DATA");
        }
        Set<String> named =
                Arrays.stream(states.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        for (String state : named) {
            if (!STATES.contains(state)) {
                throw new Unevaluable("The AlarmStates '" + states
                        + "' are not a list of ALARM, OK and INSUFFICIENT_DATA, separated by commas.");
            }
        }
        return Set.copyOf(named);
    }

    private static Duration wait(String minutes) throws Unevaluable {
        try {
            int number = Integer.parseInt(minutes.strip());
            if (number >= 0 && number <= MAX_WAIT) {
                return Duration.ofMinutes(number);
            }
        } catch (NumberFormatException e) {
            throw unusable(minutes);
        }
        throw unusable(minutes);
    }

    private static Unevaluable unusable(String minutes) {
        return new Unevaluable("The WaitTime '" + minutes + "' is not a number of minutes from 0 to " + MAX_WAIT + ".");
    }

    /**
     * @param state of the alarm now
     * @param since when the rule began to watch
     */
    public Verdict judge(String state, Instant since, Instant now) {
        boolean over = !now.isBefore(since.plus(watch));
        boolean passes = passing.contains(state);
        if (gate == Gate.ON_SUCCESS) {
            return passes ? (over ? Verdict.HOLDS : Verdict.WAIT) : Verdict.BROKEN;
        }
        return passes ? Verdict.HOLDS : over ? Verdict.BROKEN : Verdict.WAIT;
    }
}
