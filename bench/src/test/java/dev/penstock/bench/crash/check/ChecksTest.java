package dev.penstock.bench.crash.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.crash.check.History.Execution;
import dev.penstock.bench.crash.fault.Fault;
import dev.penstock.bench.crash.fault.FaultKind;
import dev.penstock.bench.crash.record.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each check finds what was planted for it, and only that check does. */
class ChecksTest {
    private final Tale tale = Tale.good();

    @Test
    void aGoodTaleBreaksNothing() {
        assertThat(Checks.violations(tale.evidence())).isEmpty();
    }

    @Test
    void aResultThatIsNotInTheHistoryIsLost() {
        tale.actions.set(0, tale.run("parts", "e1", "a1", "Succeeded", "somebody-elses-job", ""));
        foundBy("AcknowledgedResultsAreKept", "but there is action parts/Build/Compile a1");
    }

    @Test
    void aResultOfAnActionThatIsNotInTheHistoryIsLost() {
        tale.actions.removeFirst();
        foundBy("AcknowledgedResultsAreKept", "its action is not in the history");
    }

    @Test
    void aSuccessThatEndsAsAFailureIsLost() {
        tale.actions.set(0, tale.run("parts", "e1", "a1", "Failed", "j1", "The action timed out after 1 minute."));
        tale.live.clear();
        tale.replayed.clear();
        assertThat(Checks.violations(tale.evidence()))
                .anyMatch(found -> found.startsWith("AcknowledgedResultsAreKept: PutJobSuccessResult"));
    }

    @Test
    void aContinuationWithoutAJobIsLost() {
        tale.start("shop", "token of e3", "e3");
        tale.poll("j3", "3", "a3", "");
        tale.acknowledge("j3", "3", "InProgress");
        tale.succeed("j3", "a3", "a3/1");
        tale.history("shop", "e3", "a3", "j4");
        ended("e3", "a3");
        foundBy("AcknowledgedResultsAreKept", "no job came with its token a3/1");
    }

    @Test
    void anAbandonedActionForgetsItsResult() {
        tale.actions.set(0, tale.run("parts", "e1", "a1", "Abandoned", "other", ""));
        assertThat(violations("AcknowledgedResultsAreKept")).isEmpty();
    }

    @Test
    void aSecondAttemptNeedsARetry() {
        tale.actions.add(tale.run("parts", "e1", "a1-again", "Failed", "j1", ""));
        ended("nobody", "a1-again", "FAILED");
        foundBy("CompletedActionsStayCompleted", "2 attempts, 1 were asked for");
    }

    @Test
    void anActionSucceedsOnce() {
        tale.actions.add(tale.run("parts", "e1", "a1-again", "Succeeded", "j1", ""));
        tale.call(
                "RetryStageExecution",
                "{\"pipelineExecutionId\": \"e1\", \"stageName\": \"Build\"}",
                Tale.answered("{}"));
        assertThat(violations("CompletedActionsStayCompleted"))
                .singleElement()
                .asString()
                .contains("succeeded twice");
    }

    @Test
    void anActionIsEndedByOneJob() {
        tale.poll("j1-again", "3", "a1", "");
        tale.acknowledge("j1-again", "3", "InProgress");
        tale.succeed("j1-again", "a1", "");
        assertThat(violations("CompletedActionsStayCompleted"))
                .anyMatch(found -> found.contains("ended by more than one job"))
                .anyMatch(found -> found.contains("given out after the action's end"));
    }

    @Test
    void aJobTakesOneResult() {
        tale.call(
                "PutJobFailureResult",
                "{\"jobId\": \"j1\", \"failureDetails\": {\"message\": \"no\"}}",
                Tale.answered("{}"));
        assertThat(violations("CompletedActionsStayCompleted"))
                .singleElement()
                .asString()
                .contains("more than one result");
    }

    @Test
    void whatHasSucceededStaysSo() {
        tale.note("seen", "{\"execution\": \"e1\", \"status\": \"Succeeded\"}");
        tale.note("seen", "{\"execution\": \"e1\", \"status\": \"InProgress\"}");
        foundBy("TerminalIsTerminal", "was seen as Succeeded and later as InProgress");
    }

    @Test
    void aFailureIsTakenBackByARetryAlone() {
        tale.note("seen", "{\"execution\": \"e1\", \"status\": \"Failed\"}");
        foundBy("TerminalIsTerminal", "was seen as Failed and later as Succeeded");
        tale.call(
                "RetryStageExecution",
                "{\"pipelineExecutionId\": \"e1\", \"stageName\": \"Build\"}",
                new Outcome.Unanswered("the server was killed"));
        assertThat(Checks.violations(tale.evidence())).isEmpty();
    }

    @Test
    void whatWasSeenExists() {
        tale.note("seen", "{\"execution\": \"ghost\", \"status\": \"InProgress\"}");
        foundBy("TerminalIsTerminal", "ghost was seen as InProgress, but is not in the history");
    }

    @Test
    void aStageHasOneHolder() {
        tale.start("orders", "token of e3", "e3");
        tale.start("orders", "token of e4", "e4");
        tale.poll("j3", "3", "a3", "");
        tale.poll("j4", "3", "a4", "");
        tale.acknowledge("j3", "3", "InProgress");
        tale.acknowledge("j4", "3", "InProgress");
        tale.succeed("j3", "a3", "");
        tale.succeed("j4", "a4", "");
        tale.history("orders", "e3", "a3", "j3");
        tale.history("orders", "e4", "a4", "j4");
        ended("e3", "a3");
        ended("e4", "a4");
        foundBy("OneHolderPerStage", "two executions were in Place[pipeline=orders, stage=Build] at once");
    }

    @Test
    void queuesKeepTheirOrder() {
        tale.start("parts", "token of e3", "e3");
        tale.whole("parts", "e4", "a4", "j4");
        tale.poll("j3", "3", "a3", "");
        tale.acknowledge("j3", "3", "InProgress");
        tale.succeed("j3", "a3", "");
        tale.history("parts", "e3", "a3", "j3");
        ended("e3", "a3");
        foundBy("QueuesAreFirstInFirstOut", "execution e4 overtook e3");
    }

    @Test
    void executionsComeToTheirEnd() {
        tale.executions.set(0, new Execution("parts", "e1", "InProgress"));
        tale.live.removeIf(told ->
                told.detail("execution-id").equals("e1") && told.detail("state").equals("SUCCEEDED"));
        tale.replayed.removeIf(told ->
                told.detail("execution-id").equals("e1") && told.detail("state").equals("SUCCEEDED"));
        foundBy("NobodyIsStuck", "execution e1 of parts (InProgress) never ended");
    }

    @Test
    void nothingRunsOfWhatIsOver() {
        tale.actions.add(tale.run("parts", "e1", "a9", "InProgress", "j9", ""));
        tale.call(
                "RetryStageExecution",
                "{\"pipelineExecutionId\": \"e1\", \"stageName\": \"Build\"}",
                Tale.answered("{}"));
        ended("nobody", "a9", "");
        foundBy("NobodyIsStuck", "runs, but its execution is Succeeded");
    }

    @Test
    void noJobIsLeft() {
        tale.left.add("MILL j9");
        foundBy("JobsFollowActions", "there is still a job: MILL j9");
    }

    @Test
    void anArtifactHasOneMaker() {
        tale.actions.set(1, with(List.of("key of a1")));
        foundBy("ArtifactsExistOnce", "both made key of a1");
    }

    @Test
    void anActionReadsItsOwnExecutionsArtifacts() {
        tale.note("read", "{\"actionExecutionId\": \"a1\", \"content\": \"a2\"}");
        foundBy("ArtifactsExistOnce", "had made");
    }

    @Test
    void anArtifactDoesNotGoAway() {
        tale.note("read", "{\"actionExecutionId\": \"a1\", \"content\": \"missing parts/Sources/x\"}");
        foundBy("ArtifactsExistOnce", "missing parts/Sources/x");
    }

    @Test
    void aJobHasOneOwner() {
        tale.acknowledge("j1", "3", "InProgress");
        foundBy("NoncesHaveOneOwner", "job j1 was given to more than one caller");
    }

    @Test
    void aNonceComesOnce() {
        Tale other = new Tale();
        other.poll("j1", "3", "a1", "");
        for (int i = 0; i < 5; i++) {
            other.note("pause", "{}");
        }
        other.poll("j1", "3", "a1", "");
        assertThat(Checks.violations(other.evidence()))
                .singleElement()
                .asString()
                .startsWith("NoncesHaveOneOwner: nonce 3 of job j1 came with more than one poll");
    }

    @Test
    void aJobComesAgainWhenItsTimeIsOver() {
        Tale other = new Tale();
        other.poll("j1", "3", "a1", "");
        other.poll("j1", "5", "a1", "");
        assertThat(Checks.violations(other.evidence()))
                .singleElement()
                .asString()
                .startsWith("NoncesHaveOneOwner: job j1 came again after 2000 ms at most");
        other.faults.add(new Fault(FaultKind.CLOCK, "node-0", 1, 2, "20000 ms"));
        assertThat(Checks.violations(other.evidence())).isEmpty();
    }

    @Test
    void aWorkerThatWasStoppedReadsLateWhatItWasGivenInTime() {
        Tale other = new Tale();
        other.pollReadLate("j1", "3");
        other.poll("j1", "5", "a1", "");
        assertThat(Checks.violations(other.evidence())).isEmpty();
    }

    @Test
    void aTokenStartsOneExecution() {
        tale.start("parts", "token of e1", "e2");
        assertThat(violations("OneExecutionPerToken"))
                .anyMatch(found -> found.contains("the token token of e1 started more than one execution"))
                .anyMatch(found -> found.contains("2 tokens started the same execution e2"));
    }

    @Test
    void nothingStartsByItself() {
        tale.executions.add(new Execution("shop", "made at creation", "Succeeded"));
        tale.executions.add(new Execution("shop", "made by nobody", "Succeeded"));
        ended("made at creation", "-1");
        ended("made by nobody", "-2");
        foundBy("OneExecutionPerToken", "shop has executions that nobody asked for");
    }

    @Test
    void aStartThatAStoppedServerPerformsAfterItsRepetitionWasRefusedIsAskedFor() {
        tale.executions.add(new Execution("shop", "made at creation", "Succeeded"));
        tale.executions.add(new Execution("shop", "made by a server that was stopped", "Succeeded"));
        ended("made at creation", "-1");
        ended("made by a server that was stopped", "-2");
        tale.call(
                "StartPipelineExecution",
                "{\"name\": \"shop\", \"clientRequestToken\": \"late\"}",
                new Outcome.Unanswered("request timed out"),
                new Outcome.Refused(400, "ConcurrentPipelineExecutionsLimitExceededException", "five are running"));
        assertThat(violations("OneExecutionPerToken")).isEmpty();
    }

    @Test
    void aStartThatWasAnsweredExists() {
        tale.start("parts", "token of ghost", "ghost");
        foundBy("AnswersAreTrue", "was told of execution ghost, which does not exist");
    }

    @Test
    void anExecutionIsListedOnce() {
        tale.executions.add(tale.executions.getFirst());
        assertThat(violations("AnswersAreTrue")).singleElement().asString().contains("listed 2 times");
    }

    @Test
    void anApprovalIsKept() {
        tale.call(
                "PutApprovalResult",
                "{\"result\": {\"status\": \"Approved\", \"summary\": \"fine\"}}",
                Tale.answered("{}"));
        foundBy("AnswersAreTrue", "'fine' shall be Succeeded but is null");
    }

    @Test
    void aRetryThatWasAnsweredMakesAnAttempt() {
        tale.call(
                "RetryStageExecution",
                "{\"pipelineExecutionId\": \"e1\", \"stageName\": \"Build\"}",
                Tale.answered("{}"));
        foundBy("AnswersAreTrue", "the stage has no further attempt");
    }

    @Test
    void eventsComeOnceAndInOrder() {
        tale.live.add(tale.live.getLast());
        foundBy("EventsTellTheStory", "came after event");
    }

    @Test
    void noEventIsMissed() {
        tale.live.remove(2);
        foundBy("EventsTellTheStory", "for who reads anew");
    }

    @Test
    void theLastEventsAreToldToo() {
        tale.live.removeLast();
        foundBy("EventsTellTheStory", "1 events never came to who followed");
    }

    @Test
    void theStoryEndsAsTheHistoryDoes() {
        tale.live.removeLast();
        tale.replayed.removeLast();
        foundBy("EventsTellTheStory", "of execution e2 of parts (Succeeded) the last event is STARTED");
    }

    @Test
    void aStoryHasOneEnd() {
        tale.told("Action Execution", "action-execution-id", "a1", "SUCCEEDED");
        foundBy("EventsTellTheStory", "the story of a1 goes on after SUCCEEDED with SUCCEEDED");
    }

    @Test
    void refusalsHaveTheirReasons() {
        tale.call("AcknowledgeJob", "{}", new Outcome.Refused(400, "JobNotFoundException", "there was one"));
        foundBy("OnlyKnownErrors", "JobNotFoundException");
    }

    @Test
    void everyCheckIsAnInvariantOfTheManual() throws IOException {
        String manual = Files.readString(Path.of("../docs/invariants.md"));
        assertThat(Checks.ALL).allSatisfy(check -> assertThat(manual).contains("`" + check.invariant() + "`"));
    }

    private History.ActionRun with(List<String> outputs) {
        History.ActionRun run = tale.actions.get(1);
        return new History.ActionRun(
                run.pipeline(),
                run.execution(),
                run.stage(),
                run.action(),
                run.id(),
                run.status(),
                run.externalId(),
                run.summary(),
                run.error(),
                Map.copyOf(run.variables()),
                outputs);
    }

    private void ended(String execution, String action) {
        ended(execution, action, "SUCCEEDED");
    }

    /** @param state empty if it goes on */
    private void ended(String execution, String action, String state) {
        tale.told("Pipeline Execution", "execution-id", execution, "STARTED");
        tale.told("Action Execution", "action-execution-id", action, "STARTED");
        if (!state.isEmpty()) {
            tale.told("Action Execution", "action-execution-id", action, state);
            tale.told("Pipeline Execution", "execution-id", execution, state);
        }
    }

    private void foundBy(String invariant, String text) {
        assertThat(Checks.violations(tale.evidence()))
                .isNotEmpty()
                .allSatisfy(
                        found -> assertThat(found).startsWith(invariant + ": ").contains(text));
    }

    private List<String> violations(String invariant) {
        return Checks.violations(tale.evidence()).stream()
                .filter(found -> found.startsWith(invariant + ":"))
                .toList();
    }
}
