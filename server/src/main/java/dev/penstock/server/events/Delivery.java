package dev.penstock.server.events;

import dev.penstock.server.events.WebhookSender.Outcome;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.event.EventDelivery;
import dev.penstock.store.event.EventSubscription;
import dev.penstock.store.event.EventSubscription.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a subscription what is due, in rounds: some pipelines side by side, the events of each one after the other until
 * one is not taken; then keeps what became of all of them in one transaction. An event whose outcome could not be kept is
 * sent again: at least once, in the order of its pipeline. Thread-safe.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int LANES = 16;
    private static final int EVENTS_OF_A_LANE = 20;

    /**
     * For how long a server is thought to be at work that no longer says so. Others look every five seconds, so the
     * deliveries of a server that died go on within fifteen.
     */
    static final Duration LEASE = Duration.ofSeconds(10);

    /** What became of a round is kept when it ends, so it must not take for ever. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(30);

    private final Store store;
    private final InstantSource clock;
    private final String server;
    private final WebhookSender sender;
    private final RetrySchedule retries;
    private final Set<Thread> lanes = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    Delivery(Store store, InstantSource clock, String server, WebhookSender sender, RetrySchedule retries) {
        this.store = store;
        this.clock = clock;
        this.server = server;
        this.sender = sender;
        this.retries = retries;
    }

    /** @param leased until when the right to send is ours if it is not renewed */
    private record Round(EventSubscription subscription, Map<String, List<EventDelivery>> lanes, Instant leased) {}

    /** Works until nothing is due, or another server has taken over. */
    void deliver(String subscriptionId) throws InterruptedException {
        Optional<Round> round = begin(subscriptionId);
        while (round.isPresent()) {
            List<LaneOutcome> outcomes = send(round.get());
            EventSubscription subscription = round.get().subscription();
            boolean ours = store.write(tx -> keep(tx, subscription, outcomes));
            if (stopping) {
                giveUp(subscriptionId);
                return;
            }
            round = ours ? begin(subscriptionId) : Optional.empty();
        }
    }

    /** Breaks off what is being sent; only that, so that what became of the rest is still kept. */
    void stop() {
        stopping = true;
        lanes.forEach(Thread::interrupt);
    }

    /** Lets another server go on at once. */
    private void giveUp(String subscriptionId) {
        store.<@Nullable Void>write(tx -> {
            tx.deliveries().release(subscriptionId, server);
            return null;
        });
    }

    /** Empty if nothing is due, or the right to send is not to be had; then it is given back. */
    private Optional<Round> begin(String subscriptionId) {
        Instant now = clock.instant();
        return store.write(tx -> {
            if (!tx.deliveries().lease(subscriptionId, server, now, now.plus(LEASE))) {
                return Optional.empty();
            }
            Map<String, List<EventDelivery>> lanes = new LinkedHashMap<>();
            for (String pipeline : tx.deliveries().dueLanes(subscriptionId, now, LANES)) {
                lanes.put(pipeline, tx.deliveries().lane(subscriptionId, pipeline, EVENTS_OF_A_LANE));
            }
            if (lanes.isEmpty()) {
                tx.deliveries().release(subscriptionId, server);
            }
            return tx.subscriptions()
                    .find(subscriptionId)
                    .filter(found -> !lanes.isEmpty())
                    .map(found -> new Round(found, lanes, now.plus(LEASE)));
        });
    }

    /**
     * What became of the events of one pipeline in a round.
     *
     * @param taken positions of those that the endpoint took
     * @param refused the one after them, if it was not taken
     */
    private record LaneOutcome(
            String pipelineId,
            List<Long> taken,
            @Nullable EventDelivery refused,
            @Nullable Failure failure) {}

    private List<LaneOutcome> send(Round round) throws InterruptedException {
        Instant until = clock.instant().plus(LONGEST_ROUND);
        List<Callable<LaneOutcome>> work = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                SendingRight right =
                        SendingRight.keep(store, clock, round.subscription().id(), server, round.leased())) {
            round.lanes()
                    .forEach((pipeline, events) ->
                            work.add(() -> sendLane(round.subscription(), pipeline, events, right, until)));
            List<LaneOutcome> outcomes = new ArrayList<>();
            for (Future<LaneOutcome> lane : threads.invokeAll(work)) {
                outcomes.add(lane.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw new IllegalStateException("events could not be sent", e.getCause());
        }
    }

    private LaneOutcome sendLane(
            EventSubscription subscription,
            String pipelineId,
            List<EventDelivery> events,
            SendingRight right,
            Instant until) {
        List<Long> taken = new ArrayList<>();
        lanes.add(Thread.currentThread());
        try {
            for (EventDelivery event : events) {
                Instant now = clock.instant();
                if (stopping || !right.held() || (!taken.isEmpty() && now.isAfter(until))) {
                    break;
                }
                Outcome outcome = sender.send(subscription, event, now);
                if (!outcome.taken()) {
                    Failure failure = new Failure(clock.instant(), outcome.status(), outcome.text());
                    return new LaneOutcome(pipelineId, taken, event, failure);
                }
                taken.add(event.event().position());
            }
        } catch (InterruptedException e) {
            LOG.debug("an event of pipeline {} was broken off and is sent again later", pipelineId);
        } finally {
            lanes.remove(Thread.currentThread());
        }
        return new LaneOutcome(pipelineId, taken, null, null);
    }

    /** @return false if another server sends by now; what was taken and refused here counts all the same */
    private boolean keep(Tx tx, EventSubscription subscription, List<LaneOutcome> outcomes) {
        Instant now = clock.instant();
        String id = subscription.id();
        tx.deliveries().lock(id);
        boolean ours = tx.deliveries().lease(id, server, now, now.plus(LEASE));
        tx.deliveries()
                .delivered(
                        id,
                        outcomes.stream().flatMap(lane -> lane.taken().stream()).toList());
        if (outcomes.stream().anyMatch(lane -> !lane.taken().isEmpty())) {
            tx.subscriptions().succeeded(id, now);
        }
        for (LaneOutcome lane : outcomes) {
            EventDelivery refused = lane.refused();
            if (refused != null && lane.failure() != null) {
                tx.subscriptions().failed(id, lane.failure());
                tx.deliveries()
                        .refused(
                                id,
                                refused.event().position(),
                                retries.next(refused.attempts() + 1, refused.published(), now));
                if (retries.tooOld(refused.published(), now)) {
                    // One round for each would be slower than a busy pipeline adds to them.
                    tx.deliveries().putAside(id, lane.pipelineId(), now.minus(retries.giveUpAfter()));
                }
            }
        }
        tx.deliveries()
                .advance(id, outcomes.stream().map(LaneOutcome::pipelineId).toList(), now);
        return ours;
    }
}
