package dev.penstock.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.penstock.store.sql.StatementLog;
import dev.penstock.testkit.PenstockExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJob;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJobDetails;

/**
 * What the most used calls cost the database, from signature to answer. The figures of docs/performance.md; whoever makes
 * a call dearer sees it here.
 */
@Timeout(120)
abstract class StatementChecks {
    private static final ActionTypeId LOAD = ActionTypeId.builder()
            .category("Test")
            .owner(ActionOwner.THIRD_PARTY)
            .provider("AcmeLoad")
            .version("1")
            .build();

    @RegisterExtension
    final PenstockExtension penstock;

    private final Statements statements = new Statements();
    private CodePipelineClient customer;
    private CodePipelineClient partner;
    private String clientToken;

    StatementChecks(PenstockExtension.Builder server) {
        penstock = server.movableClock().build();
    }

    @BeforeEach
    void aJobThatWaitsForItsPartner() {
        Site site = new Site(penstock);
        customer = site.customer();
        partner = site.partner();
        site.register(ThirdPartyChecks.DECLARATION);
        clientToken = site.client(Site.CUSTOMER, ThirdPartyChecks.LOAD_NAME).token();
        new Shop(customer)
                .withTypes()
                .startedWith(ActionDeclaration.builder()
                        .name("LoadTest")
                        .actionTypeId(LOAD)
                        .configuration(Map.of("Scenario", "checkout.zip"))
                        .inputArtifacts(artifact -> artifact.name("SourceOut"))
                        .build());
        // a server that works has the callers' keys at hand, and the action types that it read a moment ago
        var _ = partner.listPipelines();
        statements.begin();
    }

    @AfterEach
    void stopCounting() {
        statements.end();
    }

    @Test
    void theLifeOfAThirdPartyJob() {
        ThirdPartyJob[] polled = new ThirdPartyJob[1];
        assertThat(of(() -> polled[0] = poll().getFirst())).hasSize(3);
        String jobId = polled[0].jobId();

        ThirdPartyJobDetails[] details = new ThirdPartyJobDetails[1];
        assertThat(of(() -> details[0] = partner.getThirdPartyJobDetails(
                                job -> job.jobId(jobId).clientToken(clientToken))
                        .jobDetails()))
                .hasSize(2); // one without the client, which is asked for once a second

        assertThat(of(() -> partner.acknowledgeThirdPartyJob(
                        job -> job.jobId(jobId).clientToken(clientToken).nonce(details[0].nonce()))))
                .hasSize(2);

        assertThat(of(() -> partner.putThirdPartyJobSuccessResult(
                        job -> job.jobId(jobId).clientToken(clientToken))))
                .hasSize(10);
    }

    @Test
    void anEmptyPoll() {
        poll();
        assertThat(of(this::poll)).hasSize(1);
    }

    @Test
    void aStart() {
        assertThat(of(() -> customer.startPipelineExecution(start -> start.name(Shop.PIPELINE))))
                .hasSize(9);
    }

    @Test
    void aLookAtTheState() {
        assertThat(of(() -> customer.getPipelineState(state -> state.name(Shop.PIPELINE))))
                .hasSize(3);
    }

    @Test
    void aListOfExecutions() {
        assertThat(of(() -> customer.listPipelineExecutions(list -> list.pipelineName(Shop.PIPELINE))))
                .hasSize(2);
    }

    private List<ThirdPartyJob> poll() {
        return partner.pollForThirdPartyJobs(poll -> poll.actionTypeId(LOAD)).jobs();
    }

    private List<String> of(Supplier<Object> call) {
        return statements.of(call);
    }

    /**
     * Listens to the statements that calls run. Background work reads on threads of its own and is left out, as are the
     * savepoints between the callers that share a commit on SQLite.
     */
    private static final class Statements extends AppenderBase<ILoggingEvent> {
        private static final Pattern READS_AND_WRITES = Pattern.compile("SELECT|INSERT|UPDATE|DELETE|WITH");

        /** What publishes events afterwards shares the writer's thread on SQLite. */
        private static final Pattern PUBLISHING = Pattern.compile(
                ".*(queue_poll|event_progress|event_subscription|event_delivery|event_outbox).*", Pattern.DOTALL);

        private static final String TELLING = "INSERT INTO event_outbox";

        private final Logger log = (Logger) LoggerFactory.getLogger(StatementLog.CATEGORY);
        private final List<String> heard = new CopyOnWriteArrayList<>();

        void begin() {
            start();
            log.setLevel(Level.TRACE);
            log.setAdditive(false);
            log.addAppender(this);
        }

        void end() {
            log.detachAppender(this);
            log.setLevel(null);
            log.setAdditive(true);
            stop();
        }

        List<String> of(Supplier<Object> call) {
            heard.clear();
            Object _ = call.get();
            return new ArrayList<>(heard);
        }

        /** The same for several rows is a batch, or on PostgreSQL part of one message. */
        private boolean oneMoreRow(String statement) {
            return !heard.isEmpty() && heard.getLast().equals(statement);
        }

        @Override
        protected void append(ILoggingEvent event) {
            String thread = event.getThreadName();
            String statement = event.getFormattedMessage();
            boolean background = PUBLISHING.matcher(statement).matches() && !statement.startsWith(TELLING);
            if ((thread.startsWith("request-") || thread.equals("penstock-writer"))
                    && READS_AND_WRITES.matcher(statement).lookingAt()
                    && !background
                    && !oneMoreRow(statement)) {
                heard.add(statement);
            }
        }
    }
}
