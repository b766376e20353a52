package dev.penstock.server.http;

import dev.penstock.api.error.ApiException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * How many requests are worked on at a time. What is more waits for a moment, and what still finds no place is throttled,
 * so that memory is bounded and whoever is admitted is answered soon. The wait is also what slows callers down that repeat
 * at once whatever is refused: a refusal at once would cost as much as an answer. Half of the places are for {@link Kind#PROGRESS}
 * alone: however many callers start, list and poll, work that is under way goes on. Of the other half no account gets more
 * than a half, of all no more than three quarters, and of the polls that may be held no more than a half: so none shuts the
 * others out.
 *
 * <p>Places alone do not keep work that is under way quick, for whoever has one shares the processors with it. So an account
 * of whose intake more waits than is worked on is a crowd: while jobs are worked on, all crowds together get a few places
 * only. Jobs would end, though, if workers got no new ones, so each result earns its account a poll that counts as progress.
 * Thread-safe.
 */
public final class Admission {
    /** What a request is to the server. */
    public enum Kind {
        /** Reports on, or reads, a job that was taken. */
        PROGRESS,
        /** Ends a job that was taken: progress, after which a worker is free for another one. */
        RESULT,
        /** Asks for a job: progress if a result earned it, else intake. */
        POLL,
        /** Everything else. */
        INTAKE
    }

    /** How long after a job's last request others may still be on their way: jobs are worked on. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(1);

    /** Which places the request has that runs on this thread. */
    private static final ScopedValue<Place> PLACE = ScopedValue.newInstance();

    private final Duration patience;
    private final Runnable queue;
    private final int places;
    private final int parked;
    private final Gate all;
    private final Gate intake;
    private final Gate crowds;
    private final Semaphore parking;
    private final Map<String, Share> accounts = new ConcurrentHashMap<>();
    private final AtomicInteger progressing = new AtomicInteger();
    private volatile long lastProgress = System.nanoTime() - UNDER_WAY.toNanos();

    /** What one account may take; {@code earned} has its polls that count as progress. */
    private record Share(Gate intake, Gate progress, Semaphore parking, Semaphore earned) {}

    /**
     * So many at a time, in the order in which they came.
     *
     * @param queue told when somebody came to wait, and when he went
     */
    private record Gate(Semaphore free, AtomicInteger waiting, Runnable queue) {
        Gate(int places, Runnable queue) {
            this(new Semaphore(places, true), new AtomicInteger(), queue);
        }

        /** @return false if there was no place until then */
        boolean pass(long until) throws InterruptedException {
            waiting.incrementAndGet();
            queue.run();
            try {
                return free.tryAcquire(1, until - System.nanoTime(), TimeUnit.NANOSECONDS);
            } finally {
                waiting.decrementAndGet();
                queue.run();
            }
        }
    }

    /**
     * The gates that a request passed, in this order.
     *
     * @param account where its poll may be held
     */
    private record Place(boolean progress, List<Gate> gates, Share account) {}

    /**
     * @param places at least 4
     * @param crowdPlaces how many of them crowds get while jobs are worked on
     * @param parked how many polls may be held at a time; they take no place while they are
     * @param patience how long a request waits for a place
     */
    public Admission(int places, int crowdPlaces, int parked, Duration patience) {
        this(places, crowdPlaces, parked, patience, () -> {});
    }

    /** @param queue told when somebody came to wait for a place, and when he went */
    Admission(int places, int crowdPlaces, int parked, Duration patience, Runnable queue) {
        this.patience = patience;
        this.queue = queue;
        this.places = places;
        this.parked = parked;
        this.all = new Gate(places, queue);
        this.intake = new Gate(places / 2, queue);
        this.crowds = new Gate(crowdPlaces, queue);
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
        boolean progress = switch (kind) {
            case PROGRESS, RESULT -> true;
            case POLL -> share.earned.tryAcquire();
            case INTAKE -> false;
        };
        Place place = new Place(progress, progress ? List.of(share.progress, all) : intake(share), share);
        enter(place);
        try {
            T done = ScopedValue.where(PLACE, place).call(work::get);
            if (kind == Kind.RESULT && share.earned.availablePermits() < places) {
                share.earned.release();
            }
            return done;
        } finally {
            leave(place);
        }
    }

    private List<Gate> intake(Share share) {
        boolean crowd = share.intake.waiting.get() >= intakeShare() && jobsAreUnderWay();
        return crowd ? List.of(share.intake, crowds, intake, all) : List.of(share.intake, intake, all);
    }

    private boolean jobsAreUnderWay() {
        return progressing.get() > 0 || System.nanoTime() - lastProgress < UNDER_WAY.toNanos();
    }

    private int intakeShare() {
        return places / 4;
    }

    private Share share() {
        return new Share(
                new Gate(intakeShare(), queue),
                new Gate(places - intakeShare(), queue),
                new Semaphore(Math.max(1, parked / 2)),
                new Semaphore(0));
    }

    /** How many requests of the account wait for a place for their intake. */
    int waiting(String account) {
        Share share = accounts.get(account);
        return share == null ? 0 : share.intake.waiting.get();
    }

    /** How many requests of crowds have a place in their account's share and wait for one of the crowds'. */
    int waitingInCrowds() {
        return crowds.waiting.get();
    }

    private void enter(Place place) {
        long until = System.nanoTime() + patience.toNanos();
        int passed = 0;
        try {
            for (Gate gate : place.gates) {
                await(gate, until);
                passed++;
            }
        } finally {
            if (passed < place.gates.size()) {
                place.gates.subList(0, passed).forEach(gate -> gate.free.release());
            }
        }
        begun(place);
    }

    private void begun(Place place) {
        if (place.progress) {
            progressing.incrementAndGet();
        }
    }

    private void leave(Place place) {
        if (place.progress) {
            lastProgress = System.nanoTime();
            progressing.decrementAndGet();
        }
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
        Place place = PLACE.isBound() ? PLACE.get() : new Place(false, List.of(), share());
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
            begun(place);
        }
    }

    private static void await(Gate gate, long until) {
        try {
            if (!gate.pass(until)) {
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
