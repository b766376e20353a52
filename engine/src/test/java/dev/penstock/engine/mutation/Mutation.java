package dev.penstock.engine.mutation;

import java.util.List;

/**
 * One broken line.
 *
 * @param rule the rule that is broken, for people
 * @param section where the rule stands, such as {@code engine 2.2}
 * @param scenario the scenario that must notice
 * @param type the source file, below {@code dev/penstock/engine} and without its extension
 * @param line what stands there once, and only once
 * @param broken what stands there instead
 */
record Mutation(String rule, String section, String scenario, String type, String line, String broken) {

    static final List<Mutation> ALL = List.of(
            new Mutation(
                    "a newer execution supersedes the waiter",
                    "engine 2.2",
                    "a-newer-execution-supersedes-the-waiter",
                    "stage/Inlets",
                    "if (waiter.sequence() < newest) {",
                    "if (waiter.sequence() > newest) {"),
            new Mutation(
                    "a stage has one execution at a time",
                    "engine 2.2",
                    "a-queue-lets-executions-in-one-by-one",
                    "stage/Inlets",
                    "if (head.isPresent() && !locked(step, stageName) && open(",
                    "if (head.isPresent() && open("),
            new Mutation(
                    "a queue is first in, first out",
                    "engine 2.3",
                    "a-queue-lets-executions-in-one-by-one",
                    "stage/Inlets",
                    "waiters(step, stageName).stream().findFirst();",
                    "waiters(step, stageName).stream().reduce((one, other) -> other);"),
            new Mutation(
                    "a queue has at most fifty executions",
                    "engine 2.3",
                    "the-fifty-first-execution-is-refused",
                    "control/Admission",
                    "return limited && step.live().count() >= MAX_ACTIVE;",
                    "return limited && step.live().count() > MAX_ACTIVE;"),
            new Mutation(
                    "five actions of a PARALLEL execution run at a time",
                    "engine 2.4",
                    "a-parallel-execution-runs-five-actions-at-a-time",
                    "stage/StageRun",
                    "< PARALLEL_SLOTS;",
                    "<= PARALLEL_SLOTS;"),
            new Mutation(
                    "an edit cancels executions on an older definition",
                    "engine 2.6",
                    "an-edit-cancels-what-waits-and-lets-actions-finish",
                    "stage/StageRun",
                    "if (step.outdated(execution)) {",
                    "if (step.outdated(execution) && execution.sequence() < 0) {"),
            new Mutation(
                    "a closed inbound transition holds executions",
                    "engine 3",
                    "a-disabled-transition-keeps-executions-out",
                    "stage/Inlets",
                    "return outbound && inbound;",
                    "return outbound;"),
            new Mutation(
                    "a closed outbound transition holds executions",
                    "engine 3",
                    "a-disabled-outbound-transition-holds-the-next-stage",
                    "stage/Inlets",
                    "return outbound && inbound;",
                    "return inbound;"),
            new Mutation(
                    "after thirty days behind a closed transition nobody goes on",
                    "engine 3",
                    "a-waiter-of-more-than-thirty-days-does-not-resume",
                    "control/Transitions",
                    "failStale(step, command);",
                    ""),
            new Mutation(
                    "a group begins when all of the group before it succeeded",
                    "engine 4.1",
                    "siblings-finish-before-a-stage-fails",
                    "stage/StageRun",
                    "if (!group.stream().allMatch(action -> succeeded(now, action))) {",
                    "if (group.stream().noneMatch(action -> succeeded(now, action))) {"),
            new Mutation(
                    "a start is bound to the defaults of the variables it leaves out",
                    "engine 7.2",
                    "a-start-binds-variables-once",
                    "control/Admission",
                    ".filter(variable -> variable.defaultValue() == null)",
                    ".filter(variable -> true)"),
            new Mutation(
                    "a caller's values go before the defaults of variables",
                    "engine 7.2",
                    "a-start-binds-variables-once",
                    "control/Admission",
                    "override != null ? override : variable.defaultValue()",
                    "variable.defaultValue() != null ? variable.defaultValue() : override"),
            new Mutation(
                    "a stop that waits starts nothing more",
                    "engine 5.2",
                    "a-stop-that-waits-lets-the-running-action-finish",
                    "stage/StageRun",
                    "if (execution.status() == PipelineExecutionStatus.STOPPING) {",
                    "if (execution.status() == PipelineExecutionStatus.STOPPED) {"),
            new Mutation(
                    "a stop may be asked for once",
                    "engine 5.2",
                    "a-stop-that-waits-can-become-an-abandon",
                    "control/StopExecution",
                    "if (stopping && !command.abandon()) {",
                    "if (stopping && command.abandon()) {"),
            new Mutation(
                    "only the latest execution of a stage can be retried",
                    "engine 5.3",
                    "a-retry-comes-too-late-after-another-execution-entered",
                    "control/StageRetryRequest",
                    "&& !execution.id().equals(step.stageState(command.stageName()).latestExecutionId())) {",
                    "&& execution.id().isEmpty()) {"),
            new Mutation(
                    "a retry of failed actions keeps those that succeeded",
                    "engine 5.3",
                    "a-retry-runs-only-what-failed",
                    "execution/StageExecution",
                    "if (mode == StageRetryMode.ALL_ACTIONS || unsuccessful) {",
                    "if (mode == StageRetryMode.FAILED_ACTIONS || unsuccessful) {"),
            new Mutation(
                    "a stage retries by itself once",
                    "engine 5.3",
                    "a-stage-retries-itself-once",
                    "execution/StageExecution",
                    "return retries != null && retries.automatic() > 0;",
                    "return retries != null && retries.automatic() > 1;"),
            new Mutation(
                    "a rollback goes to an execution of the current definition",
                    "engine 5.4",
                    "a-rollback-needs-a-target-that-succeeded-there",
                    "control/RollbackRequest",
                    "if (target.version() != step.definition().version()) {",
                    "if (target.version() > step.definition().version()) {"),
            new Mutation(
                    "nobody is rolled back over a running stage",
                    "engine 5.4",
                    "a-rollback-needs-a-target-that-succeeded-there",
                    "control/RollbackRequest",
                    "if (Inlets.occupied(step, command.stageName())) {",
                    "if (Inlets.occupied(step, command.stageName() + '?')) {"),
            new Mutation(
                    "a rollback runs its stage alone",
                    "engine 5.4",
                    "a-rollback-runs-its-stage-alone",
                    "stage/StageRun",
                    "execution.type() == ExecutionType.ROLLBACK ? null : nextStage(step, execution, stageName);",
                    "nextStage(step, execution, stageName);"),
            new Mutation(
                    "a rollback goes before those who wait",
                    "engine 5.4",
                    "a-failing-stage-rolls-itself-back",
                    "stage/StageGates",
                    "StageEnd.end(step, executionId, PipelineExecutionStatus.FAILED, summary, \"FAILED\");",
                    "StageEnd.end(step, executionId, PipelineExecutionStatus.FAILED, summary, \"FAILED\");"
                            + " Inlets.admit(step, stageName);"),
            new Mutation(
                    "the same revision reported twice starts one execution",
                    "engine 5.6",
                    "a-reported-revision-starts-once",
                    "control/RevisionReport",
                    "if (last != null && same(last, revision)) {",
                    "if (last != null && !same(last, revision)) {"),
            new Mutation(
                    "an approval that wants a summary takes no blank one",
                    "engine 5.7",
                    "a-required-summary-is-asked-for",
                    "control/Approval",
                    "if (required && command.summary().isBlank()) {",
                    "if (required && command.summary() == null) {"),
            new Mutation(
                    "the token of an abandoned approval is refused",
                    "engine 5.7",
                    "an-abandoned-approval-is-out-of-date",
                    "control/Approval",
                    "if (step.outdated(execution) || attempt.status() == ActionExecutionStatus.ABANDONED) {",
                    "if (step.outdated(execution)) {"),
            new Mutation(
                    "a condition holds when all of its rules do",
                    "engine 6.2",
                    "all-rules-of-a-condition-must-hold",
                    "condition/Conditions",
                    ".filter(rule -> !rule.succeeded())",
                    ".filter(rule -> rule.running())"),
            new Mutation(
                    "a stage is skipped, not failed, when its entry condition says so",
                    "engine 6.2",
                    "an-entry-condition-skips-a-stage",
                    "stage/StageGates",
                    "if (result(declaration, Gate.BEFORE_ENTRY) == Result.SKIP) {",
                    "if (result(declaration, Gate.BEFORE_ENTRY) == Result.RETRY) {"),
            new Mutation(
                    "an automatic start at the limit fails instead of being refused",
                    "engine 2.3",
                    "an-automatic-start-beyond-the-limit-fails-quietly",
                    "control/Admission",
                    "if (!command.automatic()) {",
                    "if (!command.overrides().isEmpty() || !command.automatic() || full(step)) {"));
}
