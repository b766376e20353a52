package dev.penstock.server.admin;

import dev.penstock.engine.PipelineState;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.explain.Explanation;
import dev.penstock.engine.explain.Finding;
import dev.penstock.engine.explain.Known;
import dev.penstock.engine.job.Job;
import dev.penstock.server.auth.Caller;
import dev.penstock.server.iam.Authorizer;
import dev.penstock.server.operations.Polls;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;

/**
 * Says why executions wait. It tells what GetPipelineState tells, the tokens of approvals among it, so whoever may call
 * that may call this. Thread-safe.
 */
public final class ExplainOperations implements AdminService.Group {
    private static final String SAME_RIGHT = "GetPipelineState";

    private final Store store;
    private final InstantSource clock;
    private final Authorizer authorizer;
    private final Polls polls;

    public ExplainOperations(Store store, InstantSource clock, Authorizer authorizer, Polls polls) {
        this.store = store;
        this.clock = clock;
        this.authorizer = authorizer;
        this.polls = polls;
    }

    @Override
    public void addTo(AdminService service) {
        service.onForEverybody("ExplainPipelineExecution", this::explain);
    }

    private Map<String, ?> explain(Caller caller, AdminInput input) {
        String name = input.text("pipelineName");
        Optional<String> executionId = input.optionalText("pipelineExecutionId");
        authorizer.check(
                caller, SAME_RIGHT, GetPipelineStateRequest.builder().name(name).build());
        return store.read(tx -> explain(tx, caller, name, executionId));
    }

    private Map<String, ?> explain(Tx tx, Caller caller, String name, Optional<String> executionId) {
        String pipelineId = tx.pipelines()
                .find(caller.accountId(), caller.region(), name)
                .orElseThrow(() -> noPipeline(caller, name))
                .ref()
                .id();
        Optional<String> finished = executionId.isPresent()
                ? executionId
                : tx.executions().newestFinished(pipelineId).map(PipelineExecution::id);
        PipelineState state = tx.pipelines().load(pipelineId, finished.stream().toList());
        List<PipelineExecution> wanted = state.executions().values().stream()
                .filter(execution -> executionId.isPresent()
                        ? execution.id().equals(executionId.get())
                        : execution.live() || execution.id().equals(finished.orElse(null)))
                .sorted(Comparator.comparingLong(PipelineExecution::sequence).reversed())
                .toList();
        if (executionId.isPresent() && wanted.isEmpty()) {
            throw noExecution(name, executionId.get());
        }
        Known known = known(tx, wanted);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("pipelineName", name);
        answer.put(
                "executions",
                wanted.stream()
                        .map(execution -> view(execution, Explanation.of(state, known, execution)))
                        .toList());
        return answer;
    }

    private Known known(Tx tx, List<PipelineExecution> executions) {
        Map<String, Job> jobs = new HashMap<>();
        Map<String, Instant> lastPolls = new HashMap<>();
        Map<String, String> principals = new HashMap<>();
        executions.stream()
                .flatMap(execution -> Explanation.jobIds(execution).stream())
                .flatMap(id -> tx.jobs().find(id).stream())
                .forEach(job -> jobs.put(job.id(), job));
        jobs.values().stream()
                .map(Job::queue)
                .distinct()
                .forEach(queue -> polls.last(tx, queue).ifPresent(at -> lastPolls.put(queue, at)));
        jobs.values().stream()
                .flatMap(job -> Stream.ofNullable(job.acknowledgedBy()))
                .map(by -> by.split("/", 2)[0])
                .distinct()
                .forEach(
                        key -> tx.accessKeys().find(key).ifPresent(found -> principals.put(key, found.principalArn())));
        return new Known(clock.instant(), jobs, lastPolls, principals);
    }

    private static Map<String, Object> view(PipelineExecution execution, List<Finding> findings) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("pipelineExecutionId", execution.id());
        view.put("status", execution.status().toString());
        List<Map<String, Object>> reasons = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> reason = new LinkedHashMap<>();
            putIfPresent(reason, "stageName", finding.stageName());
            putIfPresent(reason, "actionName", finding.actionName());
            reason.put("code", finding.cause().code());
            reason.put("sentence", finding.cause().sentence());
            putIfPresent(reason, "since", finding.cause().since());
            putIfPresent(reason, "ends", finding.cause().ends());
            putIfPresent(reason, "endedBy", finding.cause().endedBy());
            reasons.add(reason);
        }
        view.put("reasons", reasons);
        return view;
    }

    private static void putIfPresent(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    private static PipelineNotFoundException noPipeline(Caller caller, String name) {
        return PipelineNotFoundException.builder()
                .message("Account '" + caller.accountId() + "' does not have a pipeline with name '" + name
                        + "' in region '" + caller.region() + "'. ListPipelines names those that it has.")
                .build();
    }

    private static PipelineExecutionNotFoundException noExecution(String name, String id) {
        return PipelineExecutionNotFoundException.builder()
                .message("The pipeline '" + name + "' has no execution '" + id
                        + "'. ListPipelineExecutions names those that it has.")
                .build();
    }
}
