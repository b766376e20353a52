package dev.penstock.server.http;

import dev.penstock.api.error.ApiException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How many requests are worked on at a time. What is more waits for a moment, and what still finds no place is throttled,
 * so that memory is bounded and whoever is admitted is answered soon. The wait is also what slows callers down that repeat
 * at once whatever is refused: a refusal at once would cost as much as an answer. Half of the places are for {@link Kind#PROGRESS}
 * alone: however many callers start, list and poll, work that is under way goes on. Of the other half no account gets more
 * than a half, of all no more than three quarters, and of the polls that may be held no more than a half: so none shuts the
 * others out. Thread-safe.
 */
public final class Admission {
    /** What a request is to the server. */
    public enum Kind {
        /** Reports on, or reads, a job that was taken: it makes work less. */
        PROGRESS,
        /** Everything else. */
        INTAKE
    }

    /** Which places the request has that runs on this thread. */
    private static final ScopedValue<Place> PLACE = ScopedValue.newInstance();

    private final Duration patience;
    private final int places;
    private final int parked;
    private final Gate all;
    private final Gate intake;
    private final Semaphore parking;
    private final Map<String, Share> accounts = new ConcurrentHashMap<>();

    /** What one account may take. */
    private record Share(Gate intake, Gate progress, Semaphore parking) {}

    /** So many at a time, in the order in which they came. */
    private record Gate(Semaphore free) {
        Gate(int places) {
            this(new Semaphore(places, true));
        }
    }

    /** The gates that a request passed, in this order, and where its poll may be held. */
    private record Place(List<Gate> gates, Share account) {}

    /**
     * @param places at least 4
     * @param parked how many polls may be held at a time; they take no place while they are
     * @param patience how long a request waits for a place
     */
    public Admission(int places, int parked, Duration patience) {
        this.patience = patience;
        this.places = places;
        this.parked = parked;
        this.all = new Gate(places);
        this.intake = new Gate(places / 2);
        this.parking = new Semaphore(parked);
    }

    /**
     * Does the work of a request once there is a place for it.
     *
     * @param account who asks
     * @throws ApiException ThrottlingException if there is no place
     */
    public <T> T admit(Kind kind, String account, Supplier<T> work) {
        Share share = accounts.computeIfAbsent(account, name -> share());
        Place place = new Place(
                switch (kind) {
                    case PROGRESS -> List.of(share.progress, all);
                    case INTAKE -> List.of(share.intake, intake, all);
                },
                share);
        enter(place);
        try {
            return ScopedValue.where(PLACE, place).call(work::get);
        } finally {
            leave(place);
        }
    }

    private Share share() {
        return new Share(new Gate(places / 4), new Gate(places - places / 4), new Semaphore(Math.max(1, parked / 2)));
    }

    private void enter(Place place) {
        long until = System.nanoTime() + patience.toNanos();
        int passed = 0;
        try {
            for (Gate gate : place.gates) {
                await(gate.free, until);
                passed++;
            }
        } finally {
            if (passed < place.gates.size()) {
                place.gates.subList(0, passed).forEach(gate -> gate.free.release());
            }
        }
    }

    private static void leave(Place place) {
        place.gates.reversed().forEach(gate -> gate.free.release());
    }

    /** What a held poll does until there may be a job. */
    @FunctionalInterface
    public interface Wait {
        void await() throws InterruptedException;
    }

    /**
     * Gives the place of the request that runs on this thread to others while it waits for a job.
     *
     * @return false if as many polls are held as may be: the wait was not begun
     * @throws InterruptedException if the wait is interrupted; the request has its place again
     */
    public boolean park(Wait wait) throws InterruptedException {
        Place place = PLACE.isBound() ? PLACE.get() : new Place(List.of(), share());
        if (!place.account.parking.tryAcquire()) {
            return false;
        }
        try {
            return parkAmongAll(place, wait);
        } finally {
            place.account.parking.release();
        }
    }

    private boolean parkAmongAll(Place place, Wait wait) throws InterruptedException {
        if (!parking.tryAcquire()) {
            return false;
        }
        leave(place);
        try {
            wait.await();
            return true;
        } finally {
            parking.release();
            // It was admitted once, so it is not turned away now.
            place.gates.forEach(gate -> gate.free.acquireUninterruptibly());
        }
    }

    private static void await(Semaphore semaphore, long until) {
        try {
            if (!semaphore.tryAcquire(1, until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw throttled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw throttled();
        }
    }

    static ApiException throttled() {
        return ApiException.of("ThrottlingException", "Rate exceeded");
    }
}
