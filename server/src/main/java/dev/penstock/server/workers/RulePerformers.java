package dev.penstock.server.workers;

import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Failure;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.JobResult.Success;
import dev.penstock.engine.rule.RuleType;
import dev.penstock.engine.rule.RuleTypes;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/** Performs the rules of stage conditions that the engine does not decide by itself (spec engine 6.3). */
public final class RulePerformers {

    private RulePerformers() {}

    /** One performer for each rule type's queue. */
    public static Map<String, JobPerformer> byQueue() {
        return RuleTypes.all().stream()
                .collect(Collectors.toMap(type -> type.key().queue(), type -> job -> result(type)));
    }

    private static JobResult result(RuleType type) {
        return switch (type.key().provider()) {
            // Its job becomes due when the window opens; there is nothing left to do then.
            case RuleTypes.DEPLOYMENT_WINDOW -> new Success(Progress.NONE, null, Map.of());
            // Better an answer at once than a stage that waits for a day.
            default ->
                new Failure(
                        FailureType.CONFIGURATION_ERROR,
                        "Rules of type " + type.key().provider() + " cannot be performed by this server yet.",
                        null);
        };
    }
}
