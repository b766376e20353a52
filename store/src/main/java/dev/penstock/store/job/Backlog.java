package dev.penstock.store.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is not done yet in one queue.
 *
 * @param waiting jobs that nobody has acknowledged
 * @param working jobs that a worker has acknowledged
 * @param oldest when the oldest waiting job was made; null if none waits
 */
public record Backlog(
        String queue, int waiting, int working, @Nullable Instant oldest) {}
