package dev.penstock.engine.artifact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revision that a source found or a worker reported (spec jobs 17.6).
 *
 * @param id commit id, object version, build number: 1..1500 characters
 * @param changeIdentifier what distinguishes two reports of the same revision
 */
public record Revision(
        String id,
        @Nullable String changeIdentifier,
        @Nullable Instant created,
        @Nullable String summary,
        @Nullable String url) {}
