package dev.penstock.store.memory;

import dev.penstock.engine.Decision;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.store.Topics;
import dev.penstock.store.Tx;
import dev.penstock.store.account.AccessKeys;
import dev.penstock.store.account.Accounts;
import dev.penstock.store.account.Clients;
import dev.penstock.store.actiontype.StoredActionTypes;
import dev.penstock.store.event.EventDeliveries;
import dev.penstock.store.event.EventLog;
import dev.penstock.store.event.EventOutbox;
import dev.penstock.store.event.EventSubscriptions;
import dev.penstock.store.execution.Executions;
import dev.penstock.store.execution.RuleHistory;
import dev.penstock.store.job.Jobs;
import dev.penstock.store.job.QueuePolls;
import dev.penstock.store.pipeline.Pipelines;
import dev.penstock.store.source.SourceCursors;
import dev.penstock.store.tag.Tags;
import dev.penstock.store.webhook.Webhooks;
import java.util.LinkedHashSet;
import java.util.Set;

/** An open transaction on the state in memory. */
final class MemoryTx implements Tx {

    private final Tables tables;
    private final MemoryPipelines pipelines;
    private final MemoryExecutions executions;
    private final MemoryJobs jobs;
    private final Set<String> topics = new LinkedHashSet<>();

    MemoryTx(Tables tables) {
        this.tables = tables;
        this.pipelines = new MemoryPipelines(tables);
        this.executions = new MemoryExecutions(tables);
        this.jobs = new MemoryJobs(tables.jobs);
    }

    @Override
    public Pipelines pipelines() {
        return pipelines;
    }

    @Override
    public Executions executions() {
        return executions;
    }

    @Override
    public RuleHistory rules() {
        return new MemoryRuleHistory(tables);
    }

    @Override
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public StoredActionTypes actionTypes() {
        return new MemoryActionTypes(tables.actionTypes);
    }

    @Override
    public Accounts accounts() {
        return new MemoryAccounts(tables.accounts);
    }

    @Override
    public AccessKeys accessKeys() {
        return new MemoryAccessKeys(tables.accessKeys);
    }

    @Override
    public Clients clients() {
        return new MemoryClients(tables.clients);
    }

    @Override
    public SourceCursors sources() {
        return new MemorySourceCursors(tables);
    }

    @Override
    public Tags tags() {
        return new MemoryTags(tables.tags);
    }

    @Override
    public Webhooks webhooks() {
        return new MemoryWebhooks(tables.webhooks);
    }

    @Override
    public EventOutbox events() {
        return new MemoryEventOutbox(tables);
    }

    @Override
    public EventLog eventLog() {
        throw databasesOnly();
    }

    @Override
    public EventSubscriptions subscriptions() {
        throw databasesOnly();
    }

    @Override
    public EventDeliveries deliveries() {
        throw databasesOnly();
    }

    @Override
    public QueuePolls polls() {
        return new MemoryQueuePolls(tables.polls);
    }

    private static UnsupportedOperationException databasesOnly() {
        return new UnsupportedOperationException("what is in memory is not told to anybody");
    }

    @Override
    public void apply(PipelineRef pipeline, Decision decision) {
        pipelines.save(pipeline, decision);
        executions.save(pipeline.id(), decision);
        jobs.save(decision.jobs(), decision.jobEnds());
        new MemoryEventOutbox(tables).add(pipeline, decision.events());

        topics.addAll(Topics.of(pipeline, decision));
    }

    @Override
    public void signal(String topic) {
        topics.add(topic);
    }

    Set<String> topics() {
        return topics;
    }
}
