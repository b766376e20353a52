package dev.penstock.bench.crash.check;

import java.util.ArrayList;
import java.util.List;

/** All checks. */
public final class Checks {
    public static final List<Check> ALL = List.of(
            new AcknowledgedResultsAreKept(),
            new CompletedActionsStayCompleted(),
            new TerminalIsTerminal(),
            new OneHolderPerStage(),
            new QueuesAreFirstInFirstOut(),
            new NobodyIsStuck(),
            new JobsFollowActions(),
            new ArtifactsExistOnce(),
            new NoncesHaveOneOwner(),
            new OneExecutionPerToken(),
            new EventsTellTheStory(),
            new AnswersAreTrue(),
            new OnlyKnownErrors());

    private Checks() {}

    /** What is broken, as {@code invariant: sentence}; empty if nothing is. */
    public static List<String> violations(Evidence evidence) {
        List<String> violations = new ArrayList<>();
        for (Check check : ALL) {
            check.on(evidence, violation -> violations.add(check.invariant() + ": " + violation));
        }
        return violations;
    }
}
