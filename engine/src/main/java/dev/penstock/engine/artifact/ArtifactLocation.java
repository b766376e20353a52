package dev.penstock.engine.artifact;

import org.jspecify.annotations.Nullable;

/**
 * Where an artifact lies.
 *
 * @param name name of the artifact in the pipeline's declaration
 * @param bucket bucket of the artifact store
 * @param key object key, see {@link ArtifactKeys}
 * @param revision id of the source revision behind the artifact; null for what builds and workers produce (spec jobs 17.6)
 */
public record ArtifactLocation(
        String name, String bucket, String key, @Nullable String revision) {

    public ArtifactLocation withRevision(@Nullable String next) {
        return new ArtifactLocation(name, bucket, key, next);
    }
}
