package dev.penstock.providers.aws;

import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Continuation;
import dev.penstock.engine.job.JobResult.Failure;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.JobResult.Success;
import dev.penstock.providers.FailedAction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells a topic that somebody's approval is wanted (spec engine 5.7, providers 1.19). After a crash it may be told twice.
 */
public final class ApprovalNotification {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Minutes, as a message that people read; always in UTC. */
    private static final DateTimeFormatter EXPIRES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    /** Half a minute apart, so a topic that does not answer is tried for ten minutes. */
    private static final int MOST_TRIES = 20;

    private final AwsClients clients;

    public ApprovalNotification(AwsClients clients) {
        this.clients = clients;
    }

    /** @param job of the approval, with its configuration resolved */
    public JobResult publish(Job job) {
        String topic = job.configuration().getOrDefault("NotificationArn", "");
        if (topic.endsWith(".fifo")) {
            return new Failure(
                    FailureType.CONFIGURATION_ERROR,
                    "The topic " + topic + " is a FIFO topic, which approval requests cannot be sent to. Edit your"
                            + " pipeline to name a standard topic.",
                    null);
        }
        try {
            clients.sns(region(topic, job.region()))
                    .publish(request ->
                            request.topicArn(topic).subject(subject(job)).message(message(job)));
            return new Success(Progress.NONE, null, Map.of());
        } catch (FailedAction failed) {
            return failed.failure();
        } catch (SdkException error) {
            if (AwsFailures.passing(error) && job.sequence() < MOST_TRIES) {
                return new Continuation("again", Progress.NONE, null);
            }
            return AwsFailures.of(error, AwsService.SNS, "the topic '" + topic + "'");
        }
    }

    /** Topics are asked for where they live; what is no ARN is refused by the service itself. */
    private static String region(String topic, String otherwise) {
        String[] parts = topic.split(":", -1);
        return parts.length > 3 && !parts[3].isEmpty() ? parts[3] : otherwise;
    }

    private static String subject(Job job) {
        String subject = "APPROVAL NEEDED: AWS CodePipeline " + job.pipelineName() + " for action " + job.actionName();
        return subject.length() <= 100 ? subject : subject.substring(0, 100);
    }

    /** What was not configured is there all the same, as null. */
    static String message(Job job) {
        String console = "https://console.aws.amazon.com/codepipeline/home?region=" + job.region() + "#/view/"
                + encoded(job.pipelineName());
        ObjectNode message = JSON.createObjectNode();
        message.put("region", job.region());
        message.put("consoleLink", console);
        ObjectNode approval = message.putObject("approval");
        approval.put("pipelineName", job.pipelineName());
        approval.put("stageName", job.stageName());
        approval.put("actionName", job.actionName());
        approval.put("token", job.actionExecutionId());
        approval.put("expires", expires(job.deadline()));
        approval.put("externalEntityLink", configured(job, "ExternalEntityLink"));
        approval.put(
                "approvalReviewLink",
                console + "/" + encoded(job.stageName()) + "/" + encoded(job.actionName()) + "/approve/"
                        + job.actionExecutionId());
        approval.put("customData", configured(job, "CustomData"));
        return JSON.writeValueAsString(message);
    }

    private static String expires(Instant deadline) {
        return EXPIRES.format(deadline);
    }

    private static @Nullable String configured(Job job, String name) {
        return job.configuration().get(name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
