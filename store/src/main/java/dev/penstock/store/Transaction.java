package dev.penstock.store;

import dev.penstock.engine.Decision;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.store.account.AccessKeys;
import dev.penstock.store.account.Accounts;
import dev.penstock.store.account.Client;
import dev.penstock.store.account.ClientKey;
import dev.penstock.store.account.Clients;
import dev.penstock.store.account.SqlAccessKeys;
import dev.penstock.store.account.SqlAccounts;
import dev.penstock.store.account.SqlClients;
import dev.penstock.store.actiontype.SqlStoredActionTypes;
import dev.penstock.store.actiontype.StoredActionTypes;
import dev.penstock.store.actiontype.StoredTypeKey;
import dev.penstock.store.event.EventDeliveries;
import dev.penstock.store.event.EventLog;
import dev.penstock.store.event.EventOutbox;
import dev.penstock.store.event.EventSubscriptions;
import dev.penstock.store.event.SqlEventOutbox;
import dev.penstock.store.execution.Executions;
import dev.penstock.store.execution.RuleHistory;
import dev.penstock.store.execution.SqlExecutions;
import dev.penstock.store.execution.SqlRuleHistory;
import dev.penstock.store.job.Jobs;
import dev.penstock.store.job.QueuePolls;
import dev.penstock.store.job.SqlJobs;
import dev.penstock.store.job.SqlQueuePolls;
import dev.penstock.store.pipeline.Pipelines;
import dev.penstock.store.pipeline.SqlPipelines;
import dev.penstock.store.recent.RecentRows;
import dev.penstock.store.source.SourceCursors;
import dev.penstock.store.source.SqlSourceCursors;
import dev.penstock.store.sql.Session;
import dev.penstock.store.tag.SqlTags;
import dev.penstock.store.tag.Tags;
import dev.penstock.store.webhook.SqlWebhooks;
import dev.penstock.store.webhook.Webhooks;
import java.util.LinkedHashSet;
import java.util.Set;

/** An open transaction. Used by one thread; collects the signals that are due once it is durable. */
final class Transaction implements Tx {

    private final Session session;
    private final SqlExecutions executions;
    private final SqlPipelines pipelines;
    private final SqlRuleHistory rules;
    private final SqlJobs jobs;
    private final SqlEventOutbox events;
    private final RecentRows<StoredTypeKey, ActionType>.View actionTypes;
    private final RecentRows<ClientKey, Client>.View clients;
    private final Set<String> topics = new LinkedHashSet<>();

    Transaction(Session session, KnownRows known) {
        this(session, known, known.actionTypes().view(), known.clients().view());
    }

    /**
     * One that sees other action types and clients than are committed now: what the one before it in a group changed, or what
     * a replica that lags behind still has.
     */
    static Transaction apart(Session session, KnownRows known) {
        return new Transaction(
                session, known, known.actionTypes().viewApart(), known.clients().viewApart());
    }

    private Transaction(
            Session session,
            KnownRows known,
            RecentRows<StoredTypeKey, ActionType>.View actionTypes,
            RecentRows<ClientKey, Client>.View clients) {
        this.session = session;
        this.actionTypes = actionTypes;
        this.clients = clients;
        this.executions = new SqlExecutions(session);
        this.pipelines = new SqlPipelines(session, executions, known.definitions());
        this.rules = new SqlRuleHistory(session);
        this.jobs = new SqlJobs(session);
        this.events = new SqlEventOutbox(session);
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
        return rules;
    }

    @Override
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public StoredActionTypes actionTypes() {
        return new SqlStoredActionTypes(session, actionTypes);
    }

    @Override
    public Accounts accounts() {
        return new SqlAccounts(session);
    }

    @Override
    public AccessKeys accessKeys() {
        return new SqlAccessKeys(session);
    }

    @Override
    public Clients clients() {
        return new SqlClients(session, clients);
    }

    @Override
    public SourceCursors sources() {
        return new SqlSourceCursors(session);
    }

    @Override
    public Tags tags() {
        return new SqlTags(session);
    }

    @Override
    public Webhooks webhooks() {
        return new SqlWebhooks(session);
    }

    @Override
    public EventOutbox events() {
        return events;
    }

    @Override
    public EventLog eventLog() {
        return new EventLog(session);
    }

    @Override
    public EventSubscriptions subscriptions() {
        return new EventSubscriptions(session);
    }

    @Override
    public EventDeliveries deliveries() {
        return new EventDeliveries(session);
    }

    @Override
    public QueuePolls polls() {
        return new SqlQueuePolls(session);
    }

    @Override
    public void apply(PipelineRef pipeline, Decision decision) {
        jobs.save(decision.jobs()); // first, because it asks how some of it ended
        pipelines.save(pipeline, decision.stages(), decision.counter());
        executions.save(pipeline.id(), decision.executions());
        executions.saveActions(pipeline.id(), decision.actions());
        rules.save(pipeline.id(), decision.rules());
        executions.saveStageSuccesses(pipeline.id(), decision);
        jobs.end(decision.jobEnds());
        events.add(pipeline, decision.events());

        topics.addAll(Topics.of(pipeline, decision));
    }

    @Override
    public void signal(String topic) {
        topics.add(topic);
    }

    /** Whether others may have kept what this one changed. */
    boolean changedKnownRows() {
        return actionTypes.isChanged() || clients.isChanged();
    }

    /** Ends the work, before the commit. Returns the topics that are to be signalled after it. */
    Set<String> finish() {
        session.finish();
        if (actionTypes.isChanged()) {
            topics.add(Topics.ACTION_TYPES);
        }
        if (clients.isChanged()) {
            topics.add(Topics.CLIENTS);
        }
        return topics;
    }
}
