package dev.penstock.providers.commands;

import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.JobResult.Success;
import dev.penstock.engine.rule.RuleTypes;
import dev.penstock.providers.FailedAction;
import dev.penstock.providers.RuleJob;
import dev.penstock.providers.RuleProvider;
import java.util.Map;

/** Runs commands on this machine; the rule holds if all of them end with exit code 0 (spec engine 6.3). */
public final class CommandsRule implements RuleProvider {
    private final CommandRuns runs;

    public CommandsRule(CommandRuns runs) {
        this.runs = runs;
    }

    @Override
    public String provider() {
        return RuleTypes.COMMANDS;
    }

    @Override
    public JobResult perform(RuleJob job) throws InterruptedException {
        try {
            String log = runs.run(job.job(), job.s3().get());
            Progress progress = Progress.NONE
                    .withExternalExecutionId(job.job().actionExecutionId())
                    .withSummary("All commands ended with exit code 0. Their output is in " + log
                            + " in the server's data folder.");
            return new Success(progress, null, Map.of());
        } catch (FailedAction failed) {
            return failed.failure();
        }
    }
}
