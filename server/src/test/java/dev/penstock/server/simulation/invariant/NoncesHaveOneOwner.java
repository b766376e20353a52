package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.job.Job;
import dev.penstock.server.operations.Call;
import dev.penstock.server.simulation.Change;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.Told;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobResponse;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobResponse;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsResponse;

/**
 * A nonce is given to one poll, nonces of a job grow, and one caller at most is told that the job is his (spec jobs 3.3,
 * 5).
 */
final class NoncesHaveOneOwner implements Invariant {

    private record Dispatch(String jobId, String nonce) {}

    private final Set<Dispatch> given = new HashSet<>();
    private final Map<String, String> owners = new HashMap<>();

    @Override
    public void check(Observation seen) {
        for (Change<Job> change : seen.jobs()) {
            if (change.before() != null && change.after() != null) {
                grows(change.before(), change.after());
            }
        }
        Told told = seen.told();
        if (told == null) {
            return;
        }
        told.answer(PollForJobsResponse.class)
                .ifPresent(answer -> answer.jobs()
                        .forEach(job -> require(
                                given.add(new Dispatch(job.id(), job.nonce())),
                                "nonce %s of %s was given twice",
                                job.nonce(),
                                job.id())));
        if (told.asked() instanceof Told.Asked.Request(Call call, var request)) {
            acknowledged(told).ifPresent(jobId -> {
                String owner = owners.putIfAbsent(jobId, call.source());
                require(
                        owner == null || owner.equals(call.source()),
                        "%s was told that %s is his, and so was %s",
                        owner,
                        jobId,
                        call.source());
            });
        }
    }

    private void grows(Job before, Job after) {
        if (number(before.nonce()) != number(after.nonce())) {
            require(
                    number(after.nonce()) > number(before.nonce()),
                    "the nonce of %s went from %s to %s",
                    after,
                    before.nonce(),
                    after.nonce());
        }
        require(
                after.revisionCounter() >= before.revisionCounter(),
                "%s counted back from %s to %s",
                after,
                before.revisionCounter(),
                after.revisionCounter());
    }

    private static int number(@Nullable String nonce) {
        return nonce == null ? 0 : Integer.parseInt(nonce);
    }

    private static Optional<String> acknowledged(Told told) {
        return told.request(AcknowledgeJobRequest.class)
                .filter(request -> told.answer(AcknowledgeJobResponse.class)
                        .filter(answer -> answer.status() == JobStatus.IN_PROGRESS)
                        .isPresent())
                .map(AcknowledgeJobRequest::jobId)
                .or(() -> told.request(AcknowledgeThirdPartyJobRequest.class)
                        .filter(request -> told.answer(AcknowledgeThirdPartyJobResponse.class)
                                .filter(answer -> answer.status() == JobStatus.IN_PROGRESS)
                                .isPresent())
                        .map(AcknowledgeThirdPartyJobRequest::jobId));
    }
}
