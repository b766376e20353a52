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
 * than a half, so that none shuts the others out. Thread-safe.
 */
public final class Admission {
    /** What a request is to the server. */
    public enum Kind {
        /** Reports on, or reads, a job that was taken: it makes work less. */
        PROGRESS,
        /** Everything else. */
        INTAKE
    }

    private static final int SMALL_BODY = 64 << 10;

    /** What a body of unknown length may take: this part of the memory. */
    private static final int MOST_SHARE = 4;

    /** Which places the request has that runs on this thread. */
    private static final ScopedValue<Place> PLACE = ScopedValue.newInstance();

    private final Duration patience;
    private final Gate all;
    private final Gate intake;
    private final int ofAccount;
    private final Map<String, Gate> accounts = new ConcurrentHashMap<>();
    private final Semaphore parking;
    private final int kilobytes;
    private final Semaphore memory;

    /** So many at a time, in the order in which they came. */
    private record Gate(Semaphore free) {
        Gate(int places) {
            this(new Semaphore(places, true));
        }
    }

    /** The gates that a request passed, in this order. */
    private record Place(List<Gate> gates) {}

    /**
     * @param places at least 4
     * @param parked how many polls may be held at a time; they take no place while they are
     * @param memory bytes that large request bodies may take together
     * @param patience how long a request waits for a place, or for memory
     */
    public Admission(int places, int parked, long memory, Duration patience) {
        this.patience = patience;
        this.all = new Gate(places);
        this.intake = new Gate(places / 2);
        this.ofAccount = places / 4;
        this.parking = new Semaphore(parked);
        this.kilobytes = Math.toIntExact(Math.min(Integer.MAX_VALUE, memory >> 10));
        this.memory = new Semaphore(kilobytes);
    }

    /**
     * Does the work of a request once there is a place for it.
     *
     * @param account who asks
     * @throws ApiException ThrottlingException if there is no place
     */
    public <T> T admit(Kind kind, String account, Supplier<T> work) {
        Place place = new Place(
                switch (kind) {
                    case PROGRESS -> List.of(all);
                    case INTAKE -> List.of(accounts.computeIfAbsent(account, name -> new Gate(ofAccount)), intake, all);
                });
        enter(place);
        try {
            return ScopedValue.where(PLACE, place).call(work::get);
        } finally {
            leave(place);
        }
    }

    private void enter(Place place) {
        int passed = 0;
        try {
            for (Gate gate : place.gates) {
                await(gate.free, 1);
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

    /**
     * Takes memory for a request body, to be given back with {@link #giveMemory}. Small bodies need none: how many there
     * are is bounded by the number of connections.
     *
     * @param announced length of the body in bytes; negative if the sender does not say
     * @return what was taken
     * @throws ApiException ThrottlingException if there is none
     */
    int takeMemory(long announced) {
        if (announced >= 0 && announced <= SMALL_BODY) {
            return 0;
        }
        int wanted = announced < 0 ? kilobytes / MOST_SHARE : (int) Math.min(kilobytes, (announced >> 10) + 1);
        await(memory, wanted);
        return wanted;
    }

    void giveMemory(int taken) {
        memory.release(taken);
    }

    /** What a held poll does until there may be a job. */
    @FunctionalInterface
    public interface Wait {
        void await() throws InterruptedException;
    }

    /**
     * Gives the place of the request that runs on this thread to others while it waits for a job.
     *
     * @throws ApiException ThrottlingException if as many polls are held as may be
     * @throws InterruptedException if the wait is interrupted; the request has its place again
     */
    public void park(Wait wait) throws InterruptedException {
        if (!parking.tryAcquire()) {
            throw throttled();
        }
        Place place = PLACE.orElse(new Place(List.of()));
        leave(place);
        try {
            wait.await();
        } finally {
            parking.release();
            // It was admitted once, so it is not turned away now.
            place.gates.forEach(gate -> gate.free.acquireUninterruptibly());
        }
    }

    private void await(Semaphore semaphore, int permits) {
        try {
            if (!semaphore.tryAcquire(permits, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw throttled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw throttled();
        }
    }

    private static ApiException throttled() {
        return ApiException.of("ThrottlingException", "Rate exceeded");
    }
}
