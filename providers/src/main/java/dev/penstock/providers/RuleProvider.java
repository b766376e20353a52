package dev.penstock.providers;

import dev.penstock.engine.job.JobResult;

/**
 * Performs the jobs of one rule type (spec engine 6.3). A job may be performed again after a crash, by another process;
 * the rule execution id tells one rule execution from the next. Implementations are safe for use by many threads and may
 * block.
 */
public interface RuleProvider {

    /** Name of the rule's provider, one of {@link dev.penstock.engine.rule.RuleTypes}. */
    String provider();

    /**
     * Looks or works, and says what came of it: a {@code JobFailed} is a rule that does not hold, any other failure a rule
     * that could not be asked. A {@link dev.penstock.engine.job.JobResult.Continuation} asks to be called again later.
     *
     * @throws InterruptedException if the rule is given up: everything that was started for it has ended
     */
    JobResult perform(RuleJob job) throws InterruptedException;
}
