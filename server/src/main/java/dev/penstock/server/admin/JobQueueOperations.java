package dev.penstock.server.admin;

import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.server.auth.Caller;
import dev.penstock.server.iam.Authorizer;
import dev.penstock.server.operations.Polls;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.job.Backlog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesRequest;

/** Shows where jobs wait, and whether anybody asks for them. Thread-safe. */
public final class JobQueueOperations implements AdminService.Group {
    private static final String SAME_RIGHT = "ListActionTypes";
    private static final int ALL = Integer.MAX_VALUE;

    private final Store store;
    private final Authorizer authorizer;
    private final Polls polls;

    public JobQueueOperations(Store store, Authorizer authorizer, Polls polls) {
        this.store = store;
        this.authorizer = authorizer;
        this.polls = polls;
    }

    @Override
    public void addTo(AdminService service) {
        service.onForEverybody("ListJobQueues", this::list);
    }

    private Map<String, ?> list(Caller caller, AdminInput input) {
        authorizer.check(caller, SAME_RIGHT, ListActionTypesRequest.builder().build());
        return Map.of("queues", store.read(tx -> queues(tx, caller)));
    }

    private List<Map<String, Object>> queues(Tx tx, Caller caller) {
        Map<String, String> names = new TreeMap<>();
        List<String> polled = new ArrayList<>();
        for (ActionType type : tx.actionTypes().list(caller.accountId(), caller.region(), null, null, ALL)) {
            String queue = type.queue(caller.accountId(), caller.region());
            names.put(queue, type.key().toString());
            if (type.performer() instanceof Performer.PartnerWorkers workers
                    && workers.pollingAccounts().contains(caller.accountId())) {
                polled.add(queue);
            }
        }
        Map<String, Backlog> backlogs = new HashMap<>();
        tx.jobs()
                .backlogOf(caller.accountId(), caller.region())
                .forEach(backlog -> backlogs.put(backlog.queue(), backlog));
        // Of its own type a partner sees the jobs of all customers, as its workers do.
        tx.jobs().backlogOf(polled).forEach(backlog -> backlogs.put(backlog.queue(), backlog));
        backlogs.keySet().forEach(queue -> names.putIfAbsent(queue, name(queue)));
        return names.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(named -> view(
                        tx,
                        named.getValue(),
                        backlogs.getOrDefault(named.getKey(), new Backlog(named.getKey(), 0, 0, null))))
                .toList();
    }

    private Map<String, Object> view(Tx tx, String actionType, Backlog backlog) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("actionType", actionType);
        view.put("waiting", backlog.waiting());
        view.put("working", backlog.working());
        if (backlog.oldest() != null) {
            view.put("oldest", backlog.oldest());
        }
        polls.last(tx, backlog.queue()).ifPresent(at -> view.put("lastPoll", at));
        return view;
    }

    /** Queues whose name tells the type: see {@link ActionType#queue}. */
    private static String name(String queue) {
        return queue.startsWith("approval:") ? "Approval/AWS/Manual/1" : queue.substring(queue.lastIndexOf(':') + 1);
    }
}
