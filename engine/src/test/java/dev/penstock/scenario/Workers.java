package dev.penstock.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.CurrentRevision;
import software.amazon.awssdk.services.codepipeline.model.ExecutionDetails;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.PipelineContext;

/** The workers of the pipeline's custom actions. A job that came before the wanted one is kept until it is asked for. */
final class Workers {
    private final Theatre theatre;
    private final String pipeline;
    private final List<Job> held = new ArrayList<>();
    private final Map<String, Job> named = new HashMap<>();

    Workers(Theatre theatre, String pipeline) {
        this.theatre = theatre;
        this.pipeline = pipeline;
    }

    /** @return id of the job */
    String take(ActionDeclaration action, String execution, String as) {
        Job job = take(action, execution);
        named.put(as, job);
        return job.id();
    }

    /** @param name of a job that was taken before; null for one that is to be taken now */
    void report(ActionDeclaration action, String execution, @Nullable String name, Step.Outcome outcome) {
        Job job = name == null
                ? take(action, execution)
                : Optional.ofNullable(named.get(name)).orElseThrow();
        switch (outcome) {
            case Step.Outcome.Done done -> succeed(job, done);
            case Step.Outcome.More more ->
                theatre.api()
                        .putJobSuccessResult(request -> request.jobId(job.id())
                                .continuationToken(more.token())
                                .executionDetails(ExecutionDetails.builder()
                                        .percentComplete(more.percent())
                                        .summary(more.summary())
                                        .externalExecutionId(more.externalId())
                                        .build()));
            case Step.Outcome.Broken broken ->
                theatre.api()
                        .putJobFailureResult(request -> request.jobId(job.id())
                                .failureDetails(
                                        details -> details.type(broken.type()).message(broken.message())));
        }
    }

    private void succeed(Job job, Step.Outcome.Done done) {
        theatre.api().putJobSuccessResult(request -> {
            request.jobId(job.id());
            if (!done.variables().isEmpty()) {
                request.outputVariables(done.variables());
            }
            if (done.revision() != null) {
                request.currentRevision(CurrentRevision.builder()
                        .revision(done.revision())
                        .changeIdentifier(done.revision())
                        .build());
            }
            if (done.summary() != null || done.externalId() != null) {
                request.executionDetails(ExecutionDetails.builder()
                        .summary(done.summary())
                        .externalExecutionId(done.externalId())
                        .build());
            }
        });
    }

    private Job take(ActionDeclaration action, String execution) {
        AtomicReference<@Nullable Job> found = new AtomicReference<>();
        boolean _ = theatre.await(pipeline, () -> {
            for (Optional<Job> next = held(action, execution); ; next = held(action, execution)) {
                next.ifPresent(found::set);
                if (next.isPresent() || !poll(action.actionTypeId())) {
                    return next.isPresent();
                }
            }
        });
        Job job = found.get();
        if (job == null) {
            throw new AssertionError("there is no job for " + action.name() + " of execution " + execution);
        }
        return job;
    }

    private Optional<Job> held(ActionDeclaration action, String execution) {
        for (Iterator<Job> jobs = held.iterator(); jobs.hasNext(); ) {
            Job job = jobs.next();
            PipelineContext context = job.data().pipelineContext();
            if (context.action().name().equals(action.name())
                    && context.pipelineExecutionId().equals(execution)) {
                jobs.remove();
                return Optional.of(job);
            }
        }
        return Optional.empty();
    }

    /** @return whether there was a job */
    private boolean poll(ActionTypeId type) {
        List<Job> jobs =
                theatre.api().pollForJobs(request -> request.actionTypeId(type)).jobs();
        for (Job job : jobs) {
            theatre.api().acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()));
            held.add(job);
        }
        return !jobs.isEmpty();
    }

    /** The newest attempt at an action. */
    Optional<ActionExecutionDetail> attempt(String action, String execution) {
        return theatre
                .api()
                .listActionExecutions(request ->
                        request.pipelineName(pipeline).filter(filter -> filter.pipelineExecutionId(execution)))
                .actionExecutionDetails()
                .stream()
                .filter(attempt -> attempt.actionName().equals(action))
                .max(Comparator.comparing(ActionExecutionDetail::startTime));
    }
}
