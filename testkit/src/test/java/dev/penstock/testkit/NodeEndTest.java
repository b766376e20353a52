package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.store.time.MovableClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Job;

/** A server that ends, in whichever way, leaves its work to the others. */
@Timeout(180)
class NodeEndTest extends ManyNodes {

    @Test
    void anActionOfTheServerItselfIsPerformedByWhicheverNodeHasAPlace() throws Exception {
        a.s3.hold();
        createS3Pipeline(a, "shop");
        a.s3.awaitHeld(); // in the only place that a has
        Node b = nodes.start(clock, ONE_PLACE);

        createS3Pipeline(a, "next");

        awaitApproval("next", b, a);
        assertThat(status(b, "shop", 0)).isEqualTo(ActionExecutionStatus.IN_PROGRESS);
    }

    @Test
    void theWorkOfANodeThatDiesIsTakenOverOnce() throws Exception {
        a.s3.hold();
        createS3Pipeline(a, "shop");
        a.s3.awaitHeld(); // in the middle of the action
        Node b = nodes.start(clock);
        Node c = nodes.start(clock);

        a.die();
        clock.advance(LEASE);

        awaitApproval("shop", b, c);
        assertFetchedOnce(b);
    }

    private void assertFetchedOnce(Node node) {
        List<ActionExecutionDetail> fetched = node
                .codePipeline(team)
                .listActionExecutions(request -> request.pipelineName("shop"))
                .actionExecutionDetails()
                .stream()
                .filter(action -> action.actionName().equals("Fetch"))
                .toList();
        assertThat(fetched)
                .singleElement()
                .satisfies(action -> assertThat(action.status()).isEqualTo(ActionExecutionStatus.SUCCEEDED));
        List<String> events =
                events(node).stream().filter(event -> event.contains("Fetch")).toList();
        assertThat(events.stream().filter(event -> event.contains("SUCCEEDED"))).hasSize(1);
        assertThat(events.stream().filter(event -> event.contains("STARTED"))).hasSize(1);
    }

    /** As by SIGSTOP: its clock stood still meanwhile, as far as it knows. */
    @Test
    void aNodeThatWasStoppedAndGoesOnChangesNothingMore() throws Exception {
        a.s3.hold();
        createS3Pipeline(a, "shop");
        a.s3.awaitHeld();
        MovableClock later = new MovableClock(clock.instant().plus(LEASE));
        Node b = nodes.start(later);
        awaitApproval("shop", b);
        String token = action(b, "shop", 1).latestExecution().token();
        List<String> events = events(b);

        a.s3.release(); // reports success, for all it knows
        clock.set(later.instant());

        // What a's worker does with the answer is over when a has stopped.
        a.server.close();
        assertFetchedOnce(b);
        assertThat(action(b, "shop", 1).latestExecution().token()).isEqualTo(token);
        assertThat(events(b)).containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void aNodeThatStopsHandsItsWorkOverAtOnce() throws Exception {
        a.s3.hold();
        createS3Pipeline(a, "shop");
        a.s3.awaitHeld();
        Node b = nodes.start(clock);

        a.server.close();

        awaitApproval("shop", b);
        assertFetchedOnce(b);
    }

    @Test
    void aNodeThatStopsAnswersItsHeldPollsAndOthersGoOn() throws Exception {
        Node b = nodes.start(clock);
        CompletableFuture<List<Job>> atA = heldPoll(a.codePipeline(team, HELD));
        CompletableFuture<List<Job>> atB = heldPoll(b.codePipeline(team, HELD));
        a.awaitParkedRequest();
        b.awaitParkedRequest();

        a.server.close();

        assertThat(atA.get()).isEmpty();
        assertThat(atB).isNotDone();
        createPipeline(b);
        assertThat(atB.get()).hasSize(1);
    }

    /** A subscriber may be sent an event twice then, and never a later one before an earlier one. */
    @Test
    void theDeliveriesOfANodeThatDiesGoOnWithTheEventThatWasUnderWay() throws Exception {
        try (EventReceiver receiver = new EventReceiver();
                Cable toReceiver = new Cable(URI.create(receiver.url()).getPort())) {
            toReceiver.hold();
            a.operator()
                    .call(
                            "PutEventSubscription",
                            Map.of(
                                    "accountId",
                                    team.accountId(),
                                    "name",
                                    "ops",
                                    "url",
                                    "http://127.0.0.1:" + toReceiver.port() + "/hook",
                                    "secret",
                                    EventReceiver.SECRET));
            createPipeline(a);
            toReceiver.awaitHeld();
            nodes.start(clock).awaitParked("deliveries");

            a.die();
            clock.advance(Duration.ofSeconds(15));
            toReceiver.release();

            List<String> told = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                told.add(receiver.next().told());
            }
            assertThat(told)
                    .containsExactly(
                            "pipeline STARTED", "pipeline STARTED", "stage Source STARTED", "action Fetch STARTED");
        }
    }
}
