package dev.penstock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.measure.LoadPlan;
import dev.penstock.bench.measure.Machine;
import dev.penstock.bench.measure.Outcome;
import dev.penstock.bench.measure.Results;
import dev.penstock.bench.scenario.Scenario;
import dev.penstock.bench.scenario.Scenarios;
import dev.penstock.bench.scenario.Work;
import dev.penstock.bench.site.Servers;
import dev.penstock.bench.site.SiteOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario for a moment against real server processes: that it works and counts right, not how fast it is. */
@Timeout(120)
class ScenariosTest {
    private static final int WORKERS = 3;
    private static final int HISTORY = 300;
    private static final int PIPELINES = 50;

    private static Servers penstock;
    private static Servers bare;

    @BeforeAll
    static void startServers() {
        penstock = start(SiteOptions.Database.SQLITE);
        bare = Servers.bare("");
    }

    private static Servers start(SiteOptions.Database database) {
        return Servers.start(Launch.server(""), new SiteOptions(database, 1, "", Map.of(), false));
    }

    @AfterAll
    static void stopServers() {
        penstock.close();
        bare.close();
    }

    static List<String> scenarios() {
        return Scenarios.all().stream()
                .filter(scenario -> !scenario.stopsServers())
                .map(scenario -> scenario.about().name())
                .filter(name -> !name.equals("overload")) // which has a test of its own
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void runsWithoutErrors(String name) throws InterruptedException {
        assertRuns(name, new LoadPlan(WORKERS, 0, Duration.ofMillis(300), Duration.ofSeconds(1)), false);
    }

    @Test
    void runsAtARateThatIsGiven() throws InterruptedException {
        assertRuns("bare-http", new LoadPlan(WORKERS, 50, Duration.ofMillis(300), Duration.ofSeconds(1)), false);
    }

    @Test
    void runsThroughTheSdk() throws InterruptedException {
        assertRuns("custom-cycle", new LoadPlan(WORKERS, 0, Duration.ofMillis(300), Duration.ofSeconds(1)), true);
    }

    @ParameterizedTest
    @EnumSource
    void runsOnADatabaseWhoseServerIsStopped(SiteOptions.Database database) throws InterruptedException {
        try (Servers servers = start(database)) {
            LoadPlan plan = new LoadPlan(WORKERS, 0, Duration.ofMillis(300), Duration.ofSeconds(1));
            assertRuns("raw-database", servers, plan, false);
            assertThat(servers.first().alive()).isFalse();
        }
    }

    private static void assertRuns(String name, LoadPlan plan, boolean sdk) throws InterruptedException {
        assertRuns(name, Scenarios.find(name).orElseThrow().bare() ? bare : penstock, plan, sdk);
    }

    private static void assertRuns(String name, Servers servers, LoadPlan plan, boolean sdk)
            throws InterruptedException {
        Scenario scenario = Scenarios.find(name).orElseThrow();
        Outcome outcome;
        try (Work work = scenario.prepare(new Scenario.Needs(servers, plan.workers(), sdk, HISTORY, PIPELINES))) {
            outcome = Run.of(scenario, work, plan, servers::cost, done -> {}).outcome();
        }
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.operations()).isPositive();
        assertThat(outcome.cost().server()).isPositive();
        outcome.steps().forEach((step, latencies) -> {
            assertThat(latencies.getMinValue()).as(step).isNotNegative();
            if (step.matches("\\d .*") && !step.equals("1 poll")) {
                // what was going on when the measured time began or ended may count in part
                assertThat(latencies.getTotalCount())
                        .as(step)
                        .isBetween(outcome.operations() - WORKERS, outcome.operations() + WORKERS);
            }
        });
        String table = new Results(name, Map.of(), Machine.here(Path.of("..")), outcome, null).table();
        assertThat(table).contains(outcome.unit(), "errors: none");
    }
}
