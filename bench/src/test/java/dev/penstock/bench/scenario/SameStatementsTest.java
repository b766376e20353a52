package dev.penstock.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.penstock.bench.raw.RawCycle;
import dev.penstock.bench.raw.Run;
import dev.penstock.bench.site.Servers;
import dev.penstock.bench.site.SiteOptions;
import dev.penstock.bench.site.SiteOptions.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bare JDBC loop runs what the server runs, call by call: the same statements, on SQLite in a read or a write as there,
 * and as many new rows. When the server's statements change, {@code CycleSql} and {@code RawCycle} must follow.
 */
@Timeout(180)
class SameStatementsTest {
    private static final List<String> TABLES =
            List.of("execution", "action_execution", "stage_success", "job", "event_outbox");

    private static final String PUBLISHING = "publishing of events";

    @TempDir
    private Path folder;

    /** What one execution does: the statements of each call and of publishing its events, and the rows that are new. */
    private record Traces(Map<String, List<String>> calls, Map<String, Long> rows) {}

    @ParameterizedTest
    @EnumSource
    void theLoopRunsTheServersStatements(Database database) throws Exception {
        Path log = folder.resolve("statements.log");
        String jvm = ServerStatements.logTo(log);
        SiteOptions options = new SiteOptions(database, 1, jvm, Map.of(), false);
        List<String> command = new ArrayList<>(Servers.java(jvm));
        command.addAll(List.of("dev.penstock.cli.Penstock", "up"));
        try (Servers servers = Servers.start(command, options)) {
            Scenario.Needs needs = new Scenario.Needs(servers, 1, false, 0, 0);
            ServerStatements statements = new ServerStatements(log, database);
            Traces server = ofServer(needs, statements);
            Traces loop = ofLoop(needs, database); // stops the server, which ends what it was publishing first
            server.calls().put(PUBLISHING, statements.ofPublishing());
            server.calls()
                    .forEach((call, expected) ->
                            assertSame(call, expected, loop.calls().getOrDefault(call, List.of())));
            assertThat(loop.calls().keySet()).isEqualTo(server.calls().keySet());
            assertThat(loop.rows()).as("new rows of an execution").isEqualTo(server.rows());
        }
    }

    private static Traces ofServer(Scenario.Needs needs, ServerStatements statements) throws Exception {
        try (CycleSite site = CycleSite.over(needs, true, "Same");
                Connection connection = needs.servers().database()) {
            site.pipelines(0, 1);
            site.workOnce(0, (call, job) -> {}); // a server that works knows the definition
            Map<String, Long> before = rows(connection);
            Map<String, List<String>> calls = new LinkedHashMap<>();
            List<String> _ = statements.ofCall(); // of what came before
            site.<IOException>workOnce(0, (call, job) -> calls.put(name(call, job.stage()), statements.ofCall()));
            return new Traces(calls, grown(before, rows(connection)));
        }
    }

    private static Traces ofLoop(Scenario.Needs needs, Database database) throws Exception {
        LoopStatements heard = new LoopStatements(database);
        try (RawCycle cycle = DatabaseAlone.takeOver(needs, heard);
                Connection connection = needs.servers().database()) {
            Map<String, Long> before = rows(connection);
            Map<String, List<String>> calls = new LinkedHashMap<>();
            boolean goesOn = true;
            for (int stage = 0; goesOn; stage++) {
                String place = "Stage" + stage;
                List<String> _ = heard.take();
                Run run = cycle.poll(stage, 0).orElseThrow();
                calls.put(name(CycleSite.Call.POLL, ""), heard.take());
                cycle.details(run);
                calls.put(name(CycleSite.Call.DETAILS, place), heard.take());
                cycle.acknowledge(run);
                calls.put(name(CycleSite.Call.ACKNOWLEDGE, place), heard.take());
                goesOn = cycle.succeed(run);
                calls.put(name(CycleSite.Call.SUCCEED, place), heard.take());
                if (!goesOn) {
                    cycle.start(run);
                    calls.put(name(CycleSite.Call.START, place), heard.take());
                }
            }
            Map<String, Long> grown = grown(before, rows(connection));
            List<String> _ = heard.take();
            cycle.publish();
            calls.put(PUBLISHING, heard.take());
            return new Traces(calls, grown);
        }
    }

    private static String name(CycleSite.Call call, String stage) {
        return (call + " " + stage).strip();
    }

    private static void assertSame(String call, List<String> server, List<String> loop) {
        for (int i = 0; i < Math.max(server.size(), loop.size()); i++) {
            String expected = i < server.size() ? server.get(i) : "nothing more";
            String actual = i < loop.size() ? loop.get(i) : "nothing more";
            if (!expected.equals(actual)) {
                fail(
                        "%s differs at line %d; change CycleSql or RawCycle.%n  the server: %s%n  the loop:   %s%n"
                                + "all of the server's:%n  %s%nall of the loop's:%n  %s",
                        call, i + 1, expected, actual, String.join("\n  ", server), String.join("\n  ", loop));
            }
        }
    }

    private static Map<String, Long> rows(Connection connection) throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String table : TABLES) {
            rows.put(table, number(connection, "SELECT count(*) FROM " + table));
        }
        return rows;
    }

    private static Map<String, Long> grown(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> grown = new LinkedHashMap<>();
        after.forEach((table, rows) -> grown.put(table, rows - before.getOrDefault(table, 0L)));
        return grown;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            boolean _ = result.next();
            return result.getLong(1);
        }
    }
}
