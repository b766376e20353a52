package dev.penstock.worker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a transfer that broke: a store that restarts closes connections, also such as a client still keeps for later.
 * Thread-safe.
 */
final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final int ATTEMPTS = 6;

    private final RandomGenerator random;
    private final Pause pause;

    Retries(RandomGenerator random, Pause pause) {
        this.random = random;
        this.pause = pause;
    }

    /** A transfer that may be done again from its beginning. */
    @FunctionalInterface
    interface Transfer {
        void run() throws IOException;
    }

    void run(String what, Transfer transfer) throws IOException {
        Backoff backoff = new Backoff(random);
        for (int attempt = 1; ; attempt++) {
            try {
                transfer.run();
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                await(what, backoff.next(), e);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !Failures.mayPass(e)) {
                    throw e;
                }
                await(what, backoff.next(), e);
            }
        }
    }

    private void await(String what, Duration wait, Exception reason) throws InterruptedIOException {
        LOG.warn("{} broke; trying again in {} ms: {}", what, wait.toMillis(), Failures.describe(reason));
        try {
            pause.await(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException(what + " was interrupted").initCause(e);
        }
    }
}
