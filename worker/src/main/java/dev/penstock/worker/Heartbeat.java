package dev.penstock.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobException;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;

/**
 * Looks at a running job now and then: renews its credentials, and interrupts the handler when the server has ended the
 * job, because the execution was stopped, timed out or its pipeline is gone. Close it on the handler's thread.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final OfferedJob job;
    private final JobCredentials credentials;
    private final Thread handling;
    private final CountDownLatch done = new CountDownLatch(1);
    private boolean handled;
    private boolean over;

    Heartbeat(OfferedJob job, JobCredentials credentials, Duration interval) {
        this.job = job;
        this.credentials = credentials;
        this.handling = Thread.currentThread();
        Thread.ofVirtual().name("heartbeat-" + job.id()).start(() -> beatUntilDone(interval));
    }

    /** Whether the server ended the job while it was handled. */
    synchronized boolean jobIsOver() {
        return over;
    }

    /** The handler has returned: from now on its thread is not interrupted. */
    @Override
    public void close() {
        synchronized (this) {
            handled = true;
        }
        done.countDown();
    }

    private void beatUntilDone(Duration interval) {
        try {
            while (!done.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                if (!beat()) {
                    end();
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean beat() {
        try {
            return credentials.renew();
        } catch (InvalidJobException | JobNotFoundException _) {
            return false;
        } catch (RuntimeException e) {
            LOG.debug("Cannot look at {}; it goes on: {}", job, Failures.describe(e));
            return true;
        }
    }

    private synchronized void end() {
        if (!handled) {
            over = true;
            handling.interrupt();
        }
    }
}
