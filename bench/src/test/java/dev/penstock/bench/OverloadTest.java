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
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server with little memory, and far more callers than it can serve: nobody is told anything but an answer or to slow
 * down, the work that is under way goes on, and afterwards all is well.
 */
@Timeout(180)
class OverloadTest {
    private static final String LITTLE = "-Xmx192m -XX:+ExitOnOutOfMemoryError";
    private static final int WORKERS = 4;

    @Test
    void aCrowdIsHeldBackAndDoesNoHarm() throws InterruptedException {
        Map<String, String> settings = Map.of("limits.concurrent-requests", "8");
        try (Servers servers = Servers.start(
                Launch.server(LITTLE), new SiteOptions(SiteOptions.Database.SQLITE, 1, LITTLE, settings, false))) {
            Run run = run("overload", servers, Duration.ofSeconds(3));
            Outcome crowded = run.outcome();
            assertThat(crowded.errors().keySet()).isSubsetOf("ThrottlingException");
            assertThat(crowded.operations()).isPositive();
            // whether anybody has to be throttled depends on how fast the machine answers the rest; see AdmissionTest
            assertThat(crowded.steps()).containsKey("the crowd, answered");

            Outcome alone = Objects.requireNonNull(run.alone());
            assertThat(alone.errors()).isEmpty();
            assertThat(alone.operations()).isPositive();
            assertThat(alone.steps()).doesNotContainKey("the crowd, answered");
            assertThat(new Results("overload", Map.of(), Machine.here(Path.of("..")), crowded, alone).table())
                    .contains("alone", "disturbed / alone");

            Outcome quiet = run("custom-cycle", servers, Duration.ofSeconds(1)).outcome();
            assertThat(quiet.errors()).isEmpty();
            assertThat(quiet.operations()).isPositive();
            assertThat(servers.first().alive()).isTrue();
            assertThat(servers.first().errors()).doesNotContain("OutOfMemoryError");
        }
    }

    private static Run run(String name, Servers servers, Duration measured) throws InterruptedException {
        Scenario scenario = Scenarios.find(name).orElseThrow();
        try (Work work = scenario.prepare(new Scenario.Needs(servers, WORKERS, false, 0, 0))) {
            LoadPlan plan = new LoadPlan(WORKERS, 0, Duration.ofSeconds(1), measured);
            return Run.of(scenario, work, plan, servers::cost, done -> {});
        }
    }
}
