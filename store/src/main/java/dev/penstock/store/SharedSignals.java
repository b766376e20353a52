package dev.penstock.store;

import dev.penstock.store.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Signals of one of several servers on a database. What is written here wakes those who wait here at once, and is told to
 * the other servers, each of which wakes those who wait there.
 *
 * <p>A notification can get lost: the server dies between commit and notification, or the network fails. So nobody waits
 * here for longer than {@link #LONGEST_WAIT} without another look, and this is the only place that knows it: a topic that
 * was silent for so long is signalled. It costs reads: for each queue that somebody waits for, every few seconds, as many
 * as a signal does, however many wait.
 */
final class SharedSignals implements Signals {

    /** Waits last between half of this and all of it, so that those who began together do not look together for ever. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Multiples of it, modulo 1, are spread as evenly as can be however many there are. */
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private final InProcessSignals here;
    private final TimeSource time;
    private final Notifier others;
    private final AtomicLong waits = new AtomicLong();

    SharedSignals(InProcessSignals here, TimeSource time, Notifier others) {
        this.here = here;
        this.time = time;
        this.others = others;
    }

    @Override
    public long version(String topic) {
        return here.version(topic);
    }

    /** Only here: what is not written is nobody else's business. */
    @Override
    public void signal(String topic) {
        here.signal(topic);
    }

    /** Tells everybody of a write that is durable. */
    void written(Collection<String> topics) {
        topics.forEach(here::signal);
        others.tell(topics.stream().filter(Topics::concernsOthers).toList());
    }

    @Override
    public boolean await(String topic, long seen, Instant until) throws InterruptedException {
        Instant again = time.instant().plus(share());
        if (!until.isAfter(again)) {
            return here.await(topic, seen, until);
        }
        if (!here.await(topic, seen, again)) {
            here.signal(topic); // perhaps it moved on at another server; a new version says that what was seen is old
        }
        return true;
    }

    private Duration share() {
        double fraction = (waits.getAndIncrement() * GOLDEN_RATIO) % 1;
        long half = LONGEST_WAIT.toNanos() / 2;
        return Duration.ofNanos(half + (long) (half * fraction));
    }
}
