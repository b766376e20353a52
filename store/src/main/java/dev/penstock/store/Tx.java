package dev.penstock.store;

import dev.penstock.engine.Decision;
import dev.penstock.engine.definition.PipelineRef;
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

/** One open transaction, as its tables. Valid only inside the work that received it. */
public interface Tx {

    Pipelines pipelines();

    Executions executions();

    RuleHistory rules();

    Jobs jobs();

    StoredActionTypes actionTypes();

    Accounts accounts();

    AccessKeys accessKeys();

    Clients clients();

    /** How far polled sources have been polled. */
    SourceCursors sources();

    Tags tags();

    Webhooks webhooks();

    /** Events that are not published yet. */
    EventOutbox events();

    /** Published events. */
    EventLog eventLog();

    /** Who is sent events. */
    EventSubscriptions subscriptions();

    /** What they have still to be sent. */
    EventDeliveries deliveries();

    /** When workers last asked for jobs. */
    QueuePolls polls();

    /**
     * Writes all of an engine's decision and arranges the signals that follow from it: the pipeline's, and for every
     * job that was added or is open again the one of its queue and {@link Topics#TIMEOUTS}; for every job that ended its
     * own.
     *
     * @throws IllegalStateException if this transaction has not locked the pipeline
     */
    void apply(PipelineRef pipeline, Decision decision);

    /** Signals the topic once this transaction is durable. */
    void signal(String topic);
}
