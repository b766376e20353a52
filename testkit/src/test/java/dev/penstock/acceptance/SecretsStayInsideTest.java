package dev.penstock.acceptance;

import static dev.penstock.acceptance.Shop.buildAction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.penstock.testkit.PenstockExtension;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codepipeline.model.Job;

/** A configuration secret leaves the server in the job's data and nowhere else (spec jobs 16). */
@Timeout(120)
class SecretsStayInsideTest {
    @RegisterExtension
    final PenstockExtension penstock =
            PenstockExtension.builder().movableClock().build();

    private Site site;
    private Shop shop;

    @BeforeEach
    void aPipelineWithABuild() {
        site = new Site(penstock);
        shop = new Shop(site.customer()).withTypes();
    }

    @Test
    void noAnswerButTheJobsShowsASecret() {
        String execution = shop.startedWith(buildAction());
        Job job = shop.acknowledgedBuildJob();
        assertThat(raw("GetJobDetails", Map.of("jobId", job.id()))).contains(Shop.SECRET);
        shop.succeed(job);
        Map<String, Object> pipeline = site.rawCall("GetPipeline", Map.of("name", Shop.PIPELINE));
        for (String answer : List.of(
                pipeline.toString(),
                raw("UpdatePipeline", Map.of("pipeline", pipeline.get("pipeline"))),
                raw("GetPipelineState", Map.of("name", Shop.PIPELINE)),
                raw("GetPipelineExecution", Map.of("pipelineName", Shop.PIPELINE, "pipelineExecutionId", execution)),
                raw("ListPipelineExecutions", Map.of("pipelineName", Shop.PIPELINE)),
                raw("ListActionExecutions", Map.of("pipelineName", Shop.PIPELINE)),
                raw("GetJobDetails", Map.of("jobId", job.id())))) {
            assertThat(answer).isNotEqualTo("{}").doesNotContain(Shop.SECRET);
        }
        assertThat(raw("ListActionExecutions", Map.of("pipelineName", Shop.PIPELINE)))
                .contains("****");
    }

    @Test
    void noLogLineShowsASecretEvenWhenEverythingIsLogged() {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.penstock");
        Level before = logger.getLevel();
        Lines lines = new Lines();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.TRACE);
        try {
            shop.startedWith(buildAction());
            Job job = shop.acknowledgedBuildJob();
            assertThatThrownBy(() -> shop.acknowledge(job)).isNotNull();
            shop.fail(job, "broken");
            String sessionToken = job.data().artifactCredentials().sessionToken();
            String sessionSecret = job.data().artifactCredentials().secretAccessKey();
            assertThat(lines.all())
                    .extracting(SecretsStayInsideTest::text)
                    .noneMatch(line -> line.contains(Shop.SECRET)
                            || line.contains(sessionToken)
                            || line.contains(sessionSecret)
                            || line.contains(penstock.administrator().secretAccessKey()));
        } finally {
            logger.setLevel(before);
            logger.detachAppender(lines);
        }
    }

    private String raw(String operation, Map<String, Object> request) {
        return site.rawCall(operation, request).toString();
    }

    /** What was logged so far; the server's threads go on logging while a test reads. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }

        List<ILoggingEvent> all() {
            return List.copyOf(events);
        }
    }

    private static String text(ILoggingEvent event) {
        String thrown = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getFormattedMessage() + thrown;
    }
}
