package dev.penstock.engine.action;

import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.step.Step;
import java.util.Map;

/**
 * An approval with a {@code NotificationArn} begins with a job of the server's own, which tells the topic. Once the topic
 * has it the approval's own job follows; if the topic cannot be told the approval fails (spec engine 5.7). An approver who
 * is faster than that may answer all the same.
 */
public final class ApprovalNotice {
    /** Where the server's workers find these jobs. */
    public static final String QUEUE = "server:" + ActionTypeKey.parse("Approval/AWS/Manual/1");

    private static final String TOPIC = "NotificationArn";

    private ApprovalNotice() {}

    static boolean wanted(ActionType type, Map<String, String> configuration) {
        return type.performer() instanceof Performer.Approver
                && !configuration.getOrDefault(TOPIC, "").isBlank();
    }

    /** True if the job tells a topic; its success opens the approval and does not end it. */
    public static boolean is(Job job) {
        return job.queue().equals(QUEUE);
    }

    /** The topic has been told: from now on the approval waits for its approver. */
    public static void delivered(Step step, String executionId, ActionExecution attempt, Job notice) {
        String queue =
                "approval:" + step.pipeline().region() + ":" + step.pipeline().accountId();
        Job approval = JobChain.opened(step, notice, queue);
        step.put(
                step.execution(executionId),
                attempt.continued(approval.id(), attempt.progress(), attempt.currentRevision(), step.now()));
        step.add(approval);
    }
}
