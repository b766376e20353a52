package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.Decision;
import dev.penstock.engine.PipelineState.StageState;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.store.account.Account;
import dev.penstock.store.execution.Executions.Place;
import dev.penstock.store.seal.Sealer;
import dev.penstock.store.sql.Dialect;
import dev.penstock.store.sql.Session;
import dev.penstock.store.sql.StatementLog;
import dev.penstock.store.time.TimeSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/** How many statements the hot path takes, and that each finds its rows by an index. */
@SuppressWarnings("NullAway.Init") // set before each test
class StatementsTest extends DatabaseContract {

    private static final Duration WINDOW = Duration.ofSeconds(30);

    private Connection connection;
    private PipelineRef pipeline;
    private final KnownRows known = KnownRows.of(new InProcessSignals(TimeSource.system()), TimeSource.system());
    private final List<String> statements = new ArrayList<>();

    @BeforeEach
    void connect() throws SQLException {
        pipeline = pipeline("shop");
        connection = DriverManager.getConnection(settings.url());
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    /** The statements that the work runs, as the database gets them. */
    private List<String> statementsOf(Consumer<Tx> work) {
        statements.clear();
        Jdbi jdbi = Jdbi.create(connection);
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                String text = StatementLog.text(context);
                // the same for several rows is a batch, or on PostgreSQL part of one message
                if (statements.isEmpty() || !statements.getLast().equals(text)) {
                    statements.add(text);
                }
            }
        });
        try (Handle handle = jdbi.open()) {
            Transaction transaction =
                    new Transaction(new Session(handle, database.dialect(), Sealer.read(settings.keyFile())), known);
            work.accept(transaction);
            var _ = transaction.finish();
        }
        return List.copyOf(statements);
    }

    /** The database's plan of the one statement that the work runs. */
    private String planOf(Consumer<Tx> work) throws SQLException {
        assertThat(statementsOf(work)).hasSize(1);
        String sql = statements.getFirst();
        StringBuilder plan = new StringBuilder();
        // PostgreSQL explains a statement without values for its parameters only in the simple protocol
        String url = database.dialect() == Dialect.SQLITE ? settings.url() : settings.url() + "&preferQueryMode=simple";
        try (Connection explaining = DriverManager.getConnection(url);
                Statement statement = explaining.createStatement()) {
            String explain = "EXPLAIN QUERY PLAN " + sql;
            if (database.dialect() == Dialect.POSTGRESQL) {
                // the tables are nearly empty, where reading them whole is indeed the fastest
                statement.execute("SET enable_seqscan = off");
                statement.execute("SET enable_bitmapscan = off");
                int[] number = {0};
                explain = "EXPLAIN (GENERIC_PLAN) "
                        + java.util.regex.Pattern.compile("\\?").matcher(sql).replaceAll(match -> "\\$" + ++number[0]);
            }
            try (ResultSet rows = statement.executeQuery(explain)) {
                int column = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    plan.append(rows.getString(column)).append('\n');
                }
            }
        }
        return plan.toString();
    }

    private static void assertByIndex(String plan, String index) {
        assertThat(plan)
                .contains(index)
                .doesNotContain("Seq Scan")
                .doesNotContain("Sort")
                .doesNotContain("TEMP B-TREE");
        // SQLite says SCAN for a walk through a whole table or index
        assertThat(plan.replace("Index Scan", "").replace("Index Only Scan", ""))
                .doesNotContain("SCAN ");
    }

    @Test
    void lockingAndReadingAPipelineTakesTwoStatementsOnceItsDefinitionIsKnown() {
        assertThat(statementsOf(tx -> tx.pipelines().lock(pipeline.id(), List.of())))
                .hasSize(3);
        assertThat(statementsOf(tx -> tx.pipelines().lock(pipeline.id(), List.of("any"))))
                .hasSize(2);
    }

    @Test
    void aResultThatStartsTheNextActionIsWrittenInSixStatements() {
        PipelineExecution execution = Samples.execution(1, null);
        ActionExecution done = Samples.action("Check", 1, Samples.NOW);
        ActionExecution next = Samples.action("Scan", 1, Samples.NOW);
        Job job = Samples.job(pipeline, Samples.QUEUE, Samples.NOW);
        Job following = Samples.job(pipeline, Samples.QUEUE, Samples.NOW);
        change(tx -> tx.jobs().insert(job));
        Decision decision = new Decision(
                execution.id(),
                List.of(execution),
                List.of(new Decision.ActionChange(execution, done), new Decision.ActionChange(execution, next)),
                List.of(),
                Map.of("Verify", StageState.UNTOUCHED.enteredBy(execution.id())),
                List.of(job.closed(JobStatus.SUCCEEDED, Samples.NOW), following),
                List.of(),
                List.of(Samples.event(execution, "shop"), Samples.event(execution, "shop")),
                2);

        assertThat(statementsOf(tx -> {
                    tx.pipelines().lock(pipeline.id(), List.of());
                    statements.clear();
                    tx.apply(pipeline, decision);
                }))
                .hasSize(6);
    }

    @Test
    void aClaimTakesTwoStatementsAndOneWhenNothingIsDue() {
        change(tx -> tx.jobs().insert(Samples.job(pipeline, Samples.QUEUE, Samples.NOW)));

        assertThat(statementsOf(tx -> tx.jobs().claim(Samples.QUEUE, null, 1, Samples.NOW, WINDOW)))
                .hasSize(2);
        assertThat(statementsOf(tx -> tx.jobs().claim(Samples.QUEUE, null, 1, Samples.NOW, WINDOW)))
                .hasSize(1);
    }

    @Test
    void aHundredEventsArePublishedInSixStatementsAndAnEmptyOutboxIsSeenInOne() throws SQLException {
        change(tx -> {
            tx.accounts().insert(new Account(Samples.ACCOUNT, "acme", Samples.NOW));
            tx.subscriptions().save(Samples.subscription("ops", List.of()));
            tx.pipelines().lock(pipeline.id(), List.of());
            tx.apply(
                    pipeline,
                    Samples.telling(Collections.nCopies(100, Samples.event(Samples.execution(1, null), "shop"))));
        });

        assertThat(statementsOf(tx -> tx.eventLog().publish(500, 10, Samples.NOW)))
                .hasSize(6);
        assertThat(statementsOf(tx -> tx.events().waiting())).hasSize(1);
    }

    @Test
    void eventsAreFoundByTheirIndexes() throws SQLException {
        // the whole of that index is what waits to be published
        assertThat(planOf(tx -> tx.events().waiting())).contains("event_unpublished");
        assertThat(planOf(tx -> tx.events().next(10))).contains("event_unpublished");
        assertByIndex(planOf(tx -> tx.eventLog().after(1, "a", null, 10)), "event_position");
        assertByIndex(planOf(tx -> tx.deliveries().dueLanes("s", Samples.NOW, 10)), "event_delivery_due");
        assertByIndex(planOf(tx -> tx.deliveries().lane("s", "p", 10)), "event_delivery_lane");
        assertThat(planOf(tx -> tx.deliveries().due("me", Samples.NOW))).contains("event_delivery_due");
        assertThat(planOf(tx -> tx.deliveries().nextDue(Samples.NOW))).contains("event_delivery_due");
        assertThat(planOf(tx -> tx.deliveries().advance("s", List.of("p"), Samples.NOW)))
                .contains("event_delivery_lane");
    }

    @Test
    void jobsAreFoundByTheirIndexes() throws SQLException {
        assertByIndex(planOf(tx -> tx.jobs().claim("q", null, 1, Samples.NOW, WINDOW)), "job_due");
        assertByIndex(planOf(tx -> tx.jobs().claim("q", "v", 1, Samples.NOW, WINDOW)), "job_due_by_value");
        assertByIndex(planOf(tx -> tx.jobs().nextDue("q", null)), "job_due");
        assertByIndex(planOf(tx -> tx.jobs().nextDue("q", "v")), "job_due_by_value");
        assertByIndex(planOf(tx -> tx.jobs().overdue(Samples.NOW, 10)), "job_timeout");
        assertByIndex(planOf(tx -> tx.jobs().nextTimeout()), "job_timeout");
        assertByIndex(planOf(tx -> tx.jobs().find("j")), "job");
        assertThat(planOf(tx -> tx.jobs().purge(Samples.NOW, 10))).contains("job_completed");
    }

    @Test
    void pipelinesAndTheirHistoryAreFoundByTheirIndexes() throws SQLException {
        Place place = new Place(Samples.NOW, "a");
        assertThat(planOf(tx -> tx.executions().pipelinesWithHistoryBefore(Samples.NOW, "a", 10)))
                .containsPattern("pipeline_pkey|autoindex_pipeline_1")
                .contains("execution_sequence")
                .doesNotContain("Seq Scan", "Sort", "TEMP B-TREE");
        assertByIndex(planOf(tx -> tx.executions().begunBefore("p", Samples.NOW, 9, 10)), "execution_sequence");
        assertThat(planOf(tx -> tx.executions().forget("p", List.of("a", "b"))))
                .containsPattern("execution_pkey|autoindex_execution_1")
                .doesNotContain("Seq Scan");
        assertByIndex(planOf(tx -> tx.pipelines().deleted(10)), "pipeline_name");
        assertThat(planOf(tx -> tx.pipelines().count("a", "r", 10)))
                .contains("pipeline_name")
                .doesNotContain("Seq Scan");
        assertByIndex(planOf(tx -> tx.executions().summaries("p", 9L, 10)), "execution_sequence");
        assertByIndex(planOf(tx -> tx.pipelines().find("a", "r", "n")), "pipeline_name");
        assertByIndex(planOf(tx -> tx.pipelines().list("a", "r", "n", 10)), "pipeline_name");
        assertByIndex(planOf(tx -> tx.executions().find("p", "e")), "execution");
        assertByIndex(planOf(tx -> tx.executions().list("p", 9L, 10)), "execution_sequence");
        assertByIndex(planOf(tx -> tx.executions().findByToken("p", "t")), "execution_token");
        assertByIndex(planOf(tx -> tx.executions().liveAnd("p", List.of())), "execution_live");
        assertThat(planOf(tx -> tx.executions().liveAnd("p", List.of("e"))))
                .contains("execution_live")
                .containsPattern("execution_pkey|autoindex_execution_1")
                .doesNotContain("Seq Scan");
        assertThat(planOf(tx -> tx.executions().succeededIn("p", 1, "s", 9L, 10)))
                .contains("stage_success")
                .doesNotContain("Seq Scan", "TEMP B-TREE");
        assertByIndex(planOf(tx -> tx.executions().actions("p", null, false, place, 10)), "action_history");
        assertByIndex(planOf(tx -> tx.executions().actions("p", "e", false, place, 10)), "action_history_of_execution");
        assertThat(planOf(tx -> tx.executions().actions("p", "e", true, place, 10)))
                .contains("action_attempt");
    }
}
