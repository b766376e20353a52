package dev.penstock.worker;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/**
 * Polls that the server holds until there is work, asked for by a header that only Penstock knows. AWS is never sent
 * it: there a poll answers at once (spec jobs 4).
 */
final class ParkedPoll {
    static final String HEADER = "X-Penstock-Wait";

    /** The longest wait that a server grants. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Duration FOR_THE_ANSWER = Duration.ofSeconds(15);

    private ParkedPoll() {}

    /** How long to ask for when the user said nothing: as long as possible, but nothing of AWS. */
    static Duration defaultFor(CodePipelineClient client) {
        return client.serviceClientConfiguration()
                .endpointOverride()
                .filter(endpoint -> !isAws(endpoint))
                .map(_ -> LONGEST)
                .orElse(Duration.ZERO);
    }

    static boolean isAws(URI endpoint) {
        String host = endpoint.getHost();
        if (host == null) {
            return true;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".amazonaws.com") || name.endsWith(".amazonaws.com.cn") || name.endsWith(".api.aws");
    }

    static AwsRequestOverrideConfiguration configuration(Duration wait) {
        var builder = AwsRequestOverrideConfiguration.builder()
                .apiCallAttemptTimeout(wait.plus(FOR_THE_ANSWER))
                .apiCallTimeout(wait.plus(FOR_THE_ANSWER));
        if (wait.toSeconds() > 0) {
            builder.putHeader(HEADER, Long.toString(wait.toSeconds()));
        }
        return builder.build();
    }
}
