package dev.penstock.providers;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.job.JobResult;

/**
 * Performs the jobs of one built-in action type. A job may be performed again after a crash, by another process, so doing
 * it twice must leave what doing it once leaves; the action execution id tells one action execution from the next.
 * Implementations are safe for use by many threads and may block.
 */
public interface ActionProvider {

    ActionTypeKey actionType();

    /**
     * Does the work and says how it ended. What goes wrong in the outside world is a
     * {@link dev.penstock.engine.job.JobResult.Failure}; an exception means a defect of the provider.
     */
    JobResult perform(ProviderJob job);
}
