package dev.penstock.server.workers;

import dev.penstock.engine.action.ApprovalNotice;
import dev.penstock.engine.job.JobResult.Failure;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.JobResult.Success;
import dev.penstock.engine.rule.RuleTypeKey;
import dev.penstock.engine.rule.RuleTypes;
import dev.penstock.providers.RuleProvider;
import dev.penstock.providers.aws.ApprovalNotification;
import dev.penstock.providers.aws.AwsClients;
import dev.penstock.providers.commands.CommandRuns;
import dev.penstock.providers.commands.CommandsRule;
import dev.penstock.providers.rule.CloudWatchAlarmRule;
import dev.penstock.providers.rule.CodeBuildRule;
import dev.penstock.providers.rule.LambdaInvokeRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/**
 * Performs the rules of stage conditions that the engine does not decide by itself (spec engine 6.3), and tells topics about
 * approvals. What reaches out of the server or onto its machine has to be switched on; until then it fails with a text that
 * says how.
 */
public final class RulePerformers {
    private static final List<String> OF_AWS =
            List.of(RuleTypes.CLOUD_WATCH_ALARM, RuleTypes.CODE_BUILD, RuleTypes.LAMBDA_INVOKE);

    private RulePerformers() {}

    /**
     * One performer for each queue.
     *
     * @param aws empty if pipelines may not use AWS services
     * @param commands empty if pipelines may not run commands
     * @param performer gives a rule what it needs
     */
    public static Map<String, JobPerformer> byQueue(
            Optional<AwsClients> aws, Optional<CommandRuns> commands, Function<RuleProvider, JobPerformer> performer) {
        Map<String, JobPerformer> performers = new LinkedHashMap<>();
        // Its job becomes due when the window opens; there is nothing left to do then.
        performers.put(queue(RuleTypes.DEPLOYMENT_WINDOW), job -> new Success(Progress.NONE, null, Map.of()));
        aws.ifPresentOrElse(
                clients -> {
                    List.of(new CloudWatchAlarmRule(clients), new CodeBuildRule(clients), new LambdaInvokeRule(clients))
                            .forEach(rule -> performers.put(queue(rule.provider()), performer.apply(rule)));
                    performers.put(ApprovalNotice.QUEUE, new ApprovalNotification(clients)::publish);
                },
                () -> {
                    OF_AWS.forEach(provider ->
                            performers.put(queue(provider), off("Rules of type " + provider + " use", "aws.enabled")));
                    performers.put(ApprovalNotice.QUEUE, off("A NotificationArn uses", "aws.enabled"));
                });
        performers.put(
                queue(RuleTypes.COMMANDS),
                commands.<JobPerformer>map(runs -> performer.apply(new CommandsRule(runs)))
                        .orElse(off("Rules of type Commands run on", "commands.enabled")));
        return performers;
    }

    private static String queue(String provider) {
        return new RuleTypeKey(provider, "1").queue();
    }

    private static JobPerformer off(String what, String setting) {
        Failure failure = new Failure(
                FailureType.CONFIGURATION_ERROR,
                what + (setting.startsWith("aws") ? " AWS services" : " the server's machine")
                        + ", which is switched off on this server. Ask its operator to set " + setting
                        + " to true.",
                null);
        return job -> failure;
    }
}
