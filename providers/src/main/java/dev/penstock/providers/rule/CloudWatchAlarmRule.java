package dev.penstock.providers.rule;

import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Continuation;
import dev.penstock.engine.job.JobResult.Failure;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.JobResult.Success;
import dev.penstock.engine.rule.AlarmCheck;
import dev.penstock.engine.rule.RuleTypes;
import dev.penstock.engine.rule.Unevaluable;
import dev.penstock.providers.FailedAction;
import dev.penstock.providers.RuleJob;
import dev.penstock.providers.RuleProvider;
import dev.penstock.providers.aws.AwsClients;
import dev.penstock.providers.aws.AwsFailures;
import dev.penstock.providers.aws.AwsService;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/**
 * Looks at an alarm, metric or composite, and as often as its {@code WaitTime} asks for (spec engine 6.3). Between two
 * looks nothing is held: each is a job of its own, whose token says since when the alarm is watched.
 */
public final class CloudWatchAlarmRule implements RuleProvider {
    private final AwsClients clients;

    public CloudWatchAlarmRule(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public String provider() {
        return RuleTypes.CLOUD_WATCH_ALARM;
    }

    @Override
    public JobResult perform(RuleJob job) {
        try {
            AlarmCheck check =
                    AlarmCheck.of(job.job().configuration(), job.work().gate());
            Instant since = Optional.ofNullable(job.job().continuationToken())
                    .map(Instant::parse)
                    .orElse(job.job().createdAt());
            return look(job, check, since);
        } catch (FailedAction failed) {
            return failed.failure();
        } catch (Unevaluable unevaluable) {
            return new Failure(FailureType.CONFIGURATION_ERROR, String.valueOf(unevaluable.getMessage()), null);
        }
    }

    private JobResult look(RuleJob job, AlarmCheck check, Instant since) {
        Optional<String> state;
        try {
            state = state(job, check.alarmName());
        } catch (SdkException error) {
            if (AwsFailures.passing(error) && job.now().isBefore(since.plus(check.watch()))) {
                // The watch outlives a moment in which nobody answers.
                return new Continuation(since.toString(), Progress.NONE, null);
            }
            return AwsFailures.of(error, AwsService.CLOUD_WATCH, "the alarm '" + check.alarmName() + "'");
        }
        if (state.isEmpty()) {
            return new Failure(
                    FailureType.CONFIGURATION_ERROR,
                    "The alarm '" + check.alarmName() + "' does not exist in region '"
                            + job.work().region() + "'. Edit your pipeline to name one that does.",
                    null);
        }
        String text = "The alarm '" + check.alarmName() + "' is in state " + state.get() + ".";
        Progress progress = Progress.NONE
                .withExternalExecutionId(check.alarmName())
                .withExternalExecutionUrl(url(job, check.alarmName()))
                .withSummary(text);
        return switch (check.judge(state.get(), since, job.now())) {
            case HOLDS -> new Success(progress, null, Map.of());
            case WAIT -> new Continuation(since.toString(), progress, null);
            case BROKEN -> new Failure(FailureType.JOB_FAILED, text, check.alarmName());
        };
    }

    private Optional<String> state(RuleJob job, String alarmName) {
        DescribeAlarmsResponse found = clients.cloudWatch(job.work().region())
                .describeAlarms(request -> request.alarmNames(alarmName)
                        // without this only metric alarms are looked for
                        .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM));
        return Stream.concat(
                        found.metricAlarms().stream().map(MetricAlarm::stateValueAsString),
                        found.compositeAlarms().stream().map(CompositeAlarm::stateValueAsString))
                .findFirst();
    }

    private static String url(RuleJob job, String alarmName) {
        return "https://console.aws.amazon.com/cloudwatch/home?region="
                + job.work().region() + "#alarmsV2:alarm/" + Urls.encoded(alarmName);
    }
}
