package dev.penstock.server.simulation.invariant;

import java.util.List;

/** All of them, anew for one run. */
public final class Invariants {

    private Invariants() {}

    public static List<Invariant> all() {
        return List.of(
                new OnlyKnownErrors(),
                new RefusalsChangeNothing(),
                new AnswersAreTrue(),
                new AcknowledgedResultsAreKept(),
                new CompletedActionsStayCompleted(),
                new TerminalIsTerminal(),
                new OneHolderPerStage(),
                new OneWaiterWhenSuperseded(),
                new QueuesAreFirstInFirstOut(),
                new NobodyIsStuck(),
                new JobsFollowActions(),
                new GatesAreKept(),
                new ArtifactsExistOnce(),
                new NoncesHaveOneOwner(),
                new OneExecutionPerToken(),
                new LimitsHold(),
                new NumbersGrow(),
                new EventsTellTheStory());
    }
}
