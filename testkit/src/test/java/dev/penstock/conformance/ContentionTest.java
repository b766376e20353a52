package dev.penstock.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.testkit.PenstockExtension;
import dev.penstock.testkit.PostgresForTests;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes that lose against other writers. SQLite has one writer, so nobody loses there; on PostgreSQL a write is tried a
 * few times. Here every write of the server meets a serialisation failure, which a trigger on each table makes.
 */
@DisplayName("Whoever loses against other writers is told so, and has changed nothing (spec engine 5.1, events 6)")
@Timeout(120)
class ContentionTest {
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DATABASE = PostgresForTests.newDatabase();

    @RegisterExtension
    static final PenstockExtension PENSTOCK =
            PenstockExtension.builder().postgres(DATABASE).build();

    private static Wire wire;
    private static World world;

    @BeforeAll
    static void aWorld() throws SQLException {
        wire = new Wire(PENSTOCK.apiEndpoint(), InstantSource.system());
        world = Stand.world(PENSTOCK, new SdkApi(PENSTOCK::codePipeline, wire), 2);
        failWith(SERIALIZATION_FAILURE);
        for (String table : tables()) {
            execute("CREATE TRIGGER others BEFORE INSERT OR UPDATE OR DELETE ON " + table
                    + " FOR EACH STATEMENT EXECUTE FUNCTION others_write()");
        }
        othersWrite(false);
    }

    @AfterAll
    static void disconnect() {
        wire.close();
    }

    @AfterEach
    void othersAreDone() throws SQLException {
        othersWrite(false);
    }

    static Stream<Refusal> contended() {
        return ConformanceTest.classes().flatMap(operation -> operation.contended().stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contended")
    void aWriteIsRefusedAndWorksAfterwards(Refusal contended) throws SQLException {
        othersWrite(true);
        var _ = contended.check(world);
        othersWrite(false);

        assertThat(world.ask(
                                world.cast().team(),
                                "CodePipeline_20150709." + contended.operation(),
                                contended.request().apply(world))
                        .error())
                .isEmpty();
    }

    /** Where the model has no exception for it, the answer is one that every SDK asks again after. */
    @Test
    void anOperationThatDeclaresNothingForItIsUnavailable() throws SQLException {
        othersWrite(true);

        assertUnavailable();
    }

    /** As when somebody else holds a pipeline for longer than the lock timeout. */
    @Test
    void aLockThatDoesNotComeIsToldTheSameWay() throws SQLException {
        failWith(LOCK_NOT_AVAILABLE);
        othersWrite(true);
        try {
            assertUnavailable();
        } finally {
            failWith(SERIALIZATION_FAILURE);
        }
    }

    private static void assertUnavailable() {
        JsonNode request = JsonMapper.shared().readTree("""
                {"pipelineName":"crowd","stageName":"Gate","transitionType":"Inbound","reason":"why"}""");
        Wire.Answer answer = wire.call(world.cast().team(), "CodePipeline_20150709.DisableStageTransition", request);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error()).isEqualTo("ServiceUnavailable");
    }

    @Test
    void everyOperationThatDeclaresAConflictOfWritersIsAsked() {
        assertThat(contended().map(Refusal::operation))
                .containsAll(ServiceModel.codePipeline().operations().stream()
                        .filter(operation -> operation.errors().contains("ConcurrentModificationException"))
                        .map(OperationModel::name)
                        .toList());
    }

    private static List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(DATABASE);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'scheduled%'"
                                + " AND tablename NOT LIKE 'flyway%'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static void failWith(String sqlState) throws SQLException {
        execute("CREATE OR REPLACE FUNCTION others_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
                + " 'others write' USING ERRCODE = '" + sqlState + "'; END $$");
    }

    private static void othersWrite(boolean they) throws SQLException {
        for (String table : tables()) {
            execute("ALTER TABLE " + table + (they ? " ENABLE" : " DISABLE") + " TRIGGER others");
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
