package dev.penstock.server.workers;

import dev.penstock.artifacts.client.S3Clients;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.providers.ActionProvider;
import dev.penstock.providers.ProviderJob;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import java.nio.file.Path;
import java.util.Optional;

/** Gives a built-in provider what it needs to perform a job. Thread-safe. */
public final class ProviderPerformer implements JobPerformer {
    private final ActionProvider provider;
    private final Store store;
    private final FoundSources found;
    private final S3Clients clients;
    private final Path scratch;

    /** @param scratch folder for temporary files */
    public ProviderPerformer(
            ActionProvider provider, Store store, PipelineSteps steps, S3Clients clients, Path scratch) {
        this.provider = provider;
        this.store = store;
        this.found = new FoundSources(store, steps);
        this.clients = clients;
        this.scratch = scratch;
    }

    @Override
    public JobResult perform(Job job) {
        return provider.perform(store.read(tx -> {
            Optional<ActionExecution> attempt = attempt(tx, job);
            return new ProviderJob(
                    job,
                    clients.forAccount(job.accountId()),
                    attempt.map(ActionExecution::roleArn)
                            .or(() -> pipelineRole(tx, job))
                            .orElse(""),
                    attempt.map(ActionExecution::currentRevision).orElse(null),
                    revision -> found.publish(job, revision),
                    scratch);
        }));
    }

    private static Optional<ActionExecution> attempt(Tx tx, Job job) {
        return tx.executions()
                .find(job.pipelineId(), job.pipelineExecutionId())
                .map(PipelineExecution::stages)
                .map(stages -> stages.get(job.stageName()))
                .flatMap(stage -> stage.action(job.actionName()))
                .filter(action -> action.id().equals(job.actionExecutionId()));
    }

    private static Optional<String> pipelineRole(Tx tx, Job job) {
        return tx.pipelines()
                .definition(job.pipelineId(), job.pipelineVersion())
                .map(definition -> definition.declaration().roleArn());
    }
}
