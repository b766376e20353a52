package dev.penstock.server.simulation;

import dev.penstock.engine.PipelineState;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.RuleExecution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that the ledger knows of one incarnation of a pipeline. */
public final class PipelineView {

    private PipelineState state;
    private final Map<String, PipelineExecution> executions = new HashMap<>();
    /** In the order in which they were first seen, for choosing one. */
    private final List<String> order = new ArrayList<>();

    private final Map<String, ActionExecution> attempts = new HashMap<>();
    private final Map<String, RuleExecution> rules = new HashMap<>();
    private final Set<String> openJobs = new HashSet<>();

    PipelineView(PipelineState state) {
        this.state = state;
    }

    /** With the live executions. */
    public PipelineState state() {
        return state;
    }

    public Map<String, PipelineExecution> executions() {
        return executions;
    }

    /** Ids, oldest first. */
    public List<String> order() {
        return order;
    }

    public Map<String, ActionExecution> attempts() {
        return attempts;
    }

    public Map<String, RuleExecution> rules() {
        return rules;
    }

    /** Ids of its jobs that are not over. */
    public Set<String> openJobs() {
        return openJobs;
    }

    void becomes(PipelineState next) {
        state = next;
    }

    void put(PipelineExecution execution) {
        if (executions.put(execution.id(), execution) == null) {
            order.add(execution.id());
        }
    }
}
