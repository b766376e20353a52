package dev.penstock.store.memory;

import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.store.account.AccessKey;
import dev.penstock.store.account.Account;
import dev.penstock.store.account.Client;
import dev.penstock.store.event.OutboxEvent;
import dev.penstock.store.webhook.Webhook;
import java.time.Instant;
import java.util.HashMap;
import java.util.SortedMap;

/** All that the store keeps. */
final class Tables {

    final Undo undo = new Undo();
    final SortedTable<String, Account> accounts = SortedTable.with(undo);
    final SortedTable<String, AccessKey> accessKeys = SortedTable.with(undo);
    final Table<String, Client> clients = new Table<>(new HashMap<>(), undo);
    final SortedTable<Words, ActionType> actionTypes = SortedTable.with(undo);
    final Table<String, PipelineRows> pipelines = new Table<>(new HashMap<>(), undo);
    final SortedTable<Words, PipelineRows> pipelineNames = SortedTable.with(undo);
    final SortedTable<Long, OutboxEvent> events = SortedTable.with(undo);
    final Table<String, SortedMap<String, String>> tags = new Table<>(new HashMap<>(), undo);
    final SortedTable<Words, Webhook> webhooks = SortedTable.with(undo);
    final Table<String, Instant> polls = new Table<>(new HashMap<>(), undo);
    final JobRows jobs = new JobRows(undo);

    /** Not given back by a transaction that is undone, as a database's numbers are not. */
    long lastEvent;
}
