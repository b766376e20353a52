package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.event.Event;
import dev.penstock.store.account.Account;
import dev.penstock.store.event.EventDeliveries.Backlog;
import dev.penstock.store.event.EventDelivery;
import dev.penstock.store.event.EventLog.Progress;
import dev.penstock.store.event.EventSubscription;
import dev.penstock.store.event.EventSubscription.Failure;
import dev.penstock.store.event.PublishedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events from the outbox to those who want them. */
@SuppressWarnings("NullAway.Init") // set before each test
class EventDeliveryTest extends DatabaseContract {
    private static final long KEEP_ALL = 1_000_000;
    private static final Instant NOW = Samples.NOW;
    private static final Instant LATER = NOW.plusSeconds(60);

    private PipelineRef shop;
    private PipelineRef blog;
    private final EventSubscription ops = Samples.subscription("ops", List.of());

    @BeforeEach
    void begin() {
        shop = pipeline("shop");
        blog = pipeline("blog");
        change(tx -> tx.accounts().insert(new Account(Samples.ACCOUNT, "acme", NOW)));
    }

    private static Event event(PipelineRef pipeline, String state) {
        Event.Subject subject = new Event.Subject(pipeline.name(), "e", 1, 1, NOW, NOW);
        return new Event.StageChanged(subject, state, "Build", null);
    }

    private void decided(PipelineRef pipeline, String... states) {
        List<Event> events =
                Stream.of(states).map(state -> event(pipeline, state)).toList();
        change(tx -> {
            tx.pipelines().lock(pipeline.id(), List.of());
            tx.apply(pipeline, Samples.telling(events));
        });
    }

    private void publish() {
        change(tx -> tx.eventLog().publish(100, KEEP_ALL, NOW));
    }

    private static List<String> told(List<PublishedEvent> events) {
        return events.stream()
                .map(event -> event.position() + " "
                        + event.event().pipeline().name() + " "
                        + event.event().event().state())
                .toList();
    }

    private List<String> sendable(Instant now) {
        return store.read(tx -> tx.deliveries().dueLanes(ops.id(), now, 10).stream()
                .flatMap(lane -> tx.deliveries().lane(ops.id(), lane, 10).stream())
                .map(EventDelivery::event)
                .map(event -> told(List.of(event)).getFirst())
                .toList());
    }

    private void delivered(Long... positions) {
        change(tx -> {
            tx.deliveries().delivered(ops.id(), List.of(positions));
            tx.deliveries().advance(ops.id(), List.of(shop.id(), blog.id()), NOW);
        });
    }

    private void refused(long position, Optional<Instant> again) {
        change(tx -> {
            tx.deliveries().refused(ops.id(), position, again);
            tx.deliveries().advance(ops.id(), List.of(shop.id(), blog.id()), NOW);
        });
    }

    @Test
    void publishedEventsHaveOneOrderAndKeepTheirIds() {
        decided(shop, "STARTED", "FAILED");
        decided(blog, "STARTED");
        look(tx -> assertThat(tx.events().waiting()).isTrue());
        List<String> ids = store.read(
                tx -> tx.events().next(10).stream().map(event -> event.id()).toList());
        publish();
        decided(shop, "RESUMED");
        publish();
        publish();
        reopen();

        look(tx -> {
            assertThat(tx.events().waiting()).isFalse();
            assertThat(tx.eventLog().progress()).isEqualTo(new Progress(4, 0));
            List<PublishedEvent> events = tx.eventLog().after(0, Samples.ACCOUNT, null, 10);
            assertThat(told(events))
                    .containsExactly("1 shop STARTED", "2 shop FAILED", "3 blog STARTED", "4 shop RESUMED");
            assertThat(events.subList(0, 3).stream().map(event -> event.event().id()))
                    .containsExactlyElementsOf(ids)
                    .doesNotHaveDuplicates();
            assertThat(told(tx.eventLog().after(1, Samples.ACCOUNT, "shop", 1))).containsExactly("2 shop FAILED");
            assertThat(tx.eventLog().after(0, "222222222222", null, 10)).isEmpty();
        });
    }

    @Test
    void onlyEventsThatAreWantedAreQueuedAndOnlyFromThenOn() {
        decided(shop, "STARTED");
        publish();
        EventSubscription shops = Samples.subscription("shops", List.of("sh*"));
        change(tx -> tx.subscriptions().save(shops));
        decided(shop, "FAILED");
        decided(blog, "FAILED");
        publish();

        look(tx -> {
            assertThat(tx.deliveries().due("me", NOW)).containsExactly(shops.id());
            assertThat(tx.deliveries().dueLanes(shops.id(), NOW, 10)).containsExactly(shop.id());
            assertThat(told(tx.deliveries().lane(shops.id(), shop.id(), 10).stream()
                            .map(EventDelivery::event)
                            .toList()))
                    .containsExactly("2 shop FAILED");
            assertThat(tx.deliveries().backlogs()).containsEntry(shops.id(), new Backlog(1, 0));
        });
    }

    @Test
    void whileTheFirstOfAPipelineWaitsThoseBehindItWaitAndOtherPipelinesDoNot() {
        change(tx -> tx.subscriptions().save(ops));
        decided(shop, "STARTED", "FAILED");
        decided(blog, "STARTED", "FAILED");
        publish();
        assertThat(sendable(NOW))
                .containsExactlyInAnyOrder("1 shop STARTED", "2 shop FAILED", "3 blog STARTED", "4 blog FAILED");

        refused(1, Optional.of(LATER));
        decided(shop, "RESUMED");
        publish();

        assertThat(sendable(NOW)).containsExactly("3 blog STARTED", "4 blog FAILED");
        look(tx -> assertThat(tx.deliveries().nextDue(NOW)).contains(LATER));
        delivered(3L, 4L);
        assertThat(sendable(NOW)).isEmpty();
        assertThat(sendable(LATER)).containsExactly("1 shop STARTED", "2 shop FAILED", "5 shop RESUMED");
        delivered(1L);
        assertThat(sendable(NOW)).containsExactly("2 shop FAILED", "5 shop RESUMED");
    }

    @Test
    void whatIsPutAsideLetsTheNextOneGoAndIsCounted() {
        change(tx -> tx.subscriptions().save(ops));
        decided(shop, "STARTED", "FAILED");
        publish();
        refused(1, Optional.empty());

        assertThat(sendable(NOW)).containsExactly("2 shop FAILED");
        look(tx -> assertThat(tx.deliveries().backlogs()).containsEntry(ops.id(), new Backlog(1, 1)));
        delivered(2L);
        decided(shop, "RESUMED");
        publish();
        assertThat(sendable(NOW)).containsExactly("3 shop RESUMED");
    }

    @Test
    void whatIsTooOldIsPutAsideAtOnceInItsLaneAlone() {
        change(tx -> tx.subscriptions().save(ops));
        decided(shop, "STARTED", "FAILED", "RESUMED");
        decided(blog, "STARTED");
        publish();
        decided(shop, "SUCCEEDED");
        change(tx -> tx.eventLog().publish(100, KEEP_ALL, LATER));

        change(tx -> {
            tx.deliveries().refused(ops.id(), 1, Optional.empty());
            tx.deliveries().putAside(ops.id(), shop.id(), NOW);
            tx.deliveries().advance(ops.id(), List.of(shop.id(), blog.id()), NOW);
        });

        assertThat(sendable(NOW)).containsExactlyInAnyOrder("4 blog STARTED", "5 shop SUCCEEDED");
        look(tx -> assertThat(tx.deliveries().backlogs()).containsEntry(ops.id(), new Backlog(2, 3)));
    }

    @Test
    void oneServerAtATimeSendsForASubscription() {
        change(tx -> tx.subscriptions().save(ops));
        decided(shop, "STARTED");
        publish();

        assertThat(lease("one", NOW, LATER)).isTrue();
        assertThat(lease("two", NOW, LATER)).isFalse();
        assertThat(lease("one", NOW, LATER)).isTrue();
        look(tx -> assertThat(tx.deliveries().due("two", NOW)).isEmpty());
        look(tx -> assertThat(tx.deliveries().due("one", NOW)).containsExactly(ops.id()));
        assertThat(lease("two", LATER, LATER.plusSeconds(60))).isTrue();
        change(tx -> tx.deliveries().release(ops.id(), "one"));
        assertThat(lease("one", LATER, LATER.plusSeconds(60))).isFalse();
        change(tx -> tx.deliveries().releaseAll());
        assertThat(lease("one", LATER, LATER.plusSeconds(60))).isTrue();
        change(tx ->
                assertThat(tx.deliveries().lease("gone", "one", NOW, LATER)).isFalse());
    }

    private boolean lease(String server, Instant now, Instant until) {
        return store.write(tx -> tx.deliveries().lease(ops.id(), server, now, until));
    }

    @Test
    void oldEventsAreForgottenUnlessSomebodyMustStillBeTold() {
        change(tx -> tx.subscriptions().save(ops));
        decided(blog, "STARTED", "FAILED");
        publish();
        refused(2, Optional.empty());
        change(tx -> tx.subscriptions()
                .save(new EventSubscription(
                        ops.id(),
                        ops.name(),
                        ops.url(),
                        Samples.subscription("x", List.of("none")).filter(),
                        ops.secret(),
                        NOW,
                        NOW,
                        null,
                        null)));
        for (int i = 0; i < 10; i++) {
            decided(shop, java.util.Collections.nCopies(100, "STARTED").toArray(String[]::new));
            change(tx -> tx.eventLog().publish(100, 50, NOW));
        }

        look(tx -> {
            Progress progress = tx.eventLog().progress();
            assertThat(progress.forgotten()).isGreaterThan(900);
            assertThat(tx.eventLog().after(0, Samples.ACCOUNT, "blog", 10))
                    .extracting(PublishedEvent::position)
                    .containsExactly(1L);
            assertThat(tx.eventLog().after(0, Samples.ACCOUNT, "shop", 1000))
                    .hasSize((int) (progress.last() - progress.forgotten()));
            assertThat(tx.deliveries().backlogs()).containsEntry(ops.id(), new Backlog(1, 0));
        });
    }

    @Test
    void aSubscriptionComesBackAsItWasStoredWithItsLastSuccessAndFailure() {
        Failure failure = new Failure(LATER, 503, "HTTP 503");
        change(tx -> {
            tx.subscriptions().save(ops);
            tx.subscriptions().succeeded(ops.id(), NOW);
            tx.subscriptions().failed(ops.id(), failure);
        });
        reopen();
        EventSubscription stored =
                new EventSubscription(ops.id(), "ops", ops.url(), ops.filter(), ops.secret(), NOW, NOW, NOW, failure);
        look(tx -> {
            assertThat(tx.subscriptions().find(Samples.ACCOUNT, "ops")).contains(stored);
            assertThat(tx.subscriptions().list()).containsExactly(stored);
        });
        change(tx -> tx.subscriptions().failed(ops.id(), new Failure(LATER, null, "no answer")));
        look(tx -> assertThat(tx.subscriptions().find(ops.id()).orElseThrow().lastFailure())
                .isEqualTo(new Failure(LATER, null, "no answer")));
        assertThat(stored.toString()).doesNotContain(Samples.SECRET);

        decided(shop, "STARTED");
        publish();
        change(tx -> tx.subscriptions().delete(ops.id()));
        look(tx -> {
            assertThat(tx.subscriptions().list()).isEmpty();
            assertThat(tx.deliveries().backlogs()).isEmpty();
        });
    }

    @Test
    void thePollOfAQueueIsKeptAndNeverMovesBack() {
        change(tx -> tx.polls().save("q", NOW));
        change(tx -> tx.polls().save("q", NOW.minus(Duration.ofMinutes(1))));

        look(tx -> {
            assertThat(tx.polls().last("q")).contains(NOW);
            assertThat(tx.polls().last("other")).isEmpty();
        });
    }
}
