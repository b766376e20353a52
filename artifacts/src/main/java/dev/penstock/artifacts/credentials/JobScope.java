package dev.penstock.artifacts.credentials;

import dev.penstock.artifacts.S3Object;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.job.Job;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a job's credentials open: reading its inputs, writing its outputs (spec jobs 17.5).
 *
 * @param accountId account of the pipeline; the objects count only in buckets that this account owns, so that a
 *     pipeline which names a stranger's bucket gets nothing from it
 */
public record JobScope(String accountId, Set<S3Object> inputs, Set<S3Object> outputs) {

    public JobScope {
        inputs = Set.copyOf(inputs);
        outputs = Set.copyOf(outputs);
    }

    public static JobScope of(Job job) {
        return new JobScope(job.accountId(), objects(job.inputs()), objects(job.outputs()));
    }

    private static Set<S3Object> objects(Collection<ArtifactLocation> locations) {
        return locations.stream()
                .map(location -> new S3Object(location.bucket(), location.key()))
                .collect(Collectors.toSet());
    }
}
