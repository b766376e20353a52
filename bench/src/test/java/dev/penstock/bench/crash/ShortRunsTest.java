package dev.penstock.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.crash.fault.Fault;
import dev.penstock.bench.crash.fault.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The short forms of {@code bench/crash}: real processes, real faults. Another seed: {@code -Dcrash.seed=42}. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "signals and file limits are set with Linux's tools")
@Timeout(300)
class ShortRunsTest {
    @Test
    void oneServerOnSqliteLosesNothing() {
        shown(run(false, 1, EnumSet.of(FaultKind.KILL, FaultKind.STOP, FaultKind.DISK, FaultKind.CLOCK)));
    }

    @Test
    void threeServersOnPostgresLoseNothing() {
        shown(run(
                true,
                3,
                EnumSet.of(
                        FaultKind.KILL, FaultKind.STOP, FaultKind.CONNECTIONS, FaultKind.DATABASE, FaultKind.CLOCK)));
    }

    /** A run in which nothing happened would show nothing. */
    private static void shown(Verdict verdict) {
        assertThat(verdict.violations()).as("%s", verdict).isEmpty();
        assertThat(verdict.evidence().history().executions()).isNotEmpty();
        assertThat(verdict.evidence().work().jobs().values())
                .anySatisfy(job -> assertThat(job.accepted()).isNotEmpty());
        assertThat(verdict.evidence().faults()).extracting(Fault::node).anyMatch(node -> node >= 0);
    }

    private static Verdict run(boolean postgres, int nodes, Set<FaultKind> faults) {
        long seed = Long.getLong("crash.seed", 20261124L);
        Path folder = Path.of("target", "crash", (postgres ? "postgres-" : "sqlite-") + seed + "-" + System.nanoTime())
                .toAbsolutePath();
        Plan plan = new Plan(
                postgres,
                nodes,
                2,
                Duration.ofSeconds(20),
                faults,
                seed,
                Duration.ofMillis(1500),
                Duration.ofMinutes(3),
                Duration.ofMinutes(1),
                0,
                folder);
        return new CrashRun(plan, System.out::println).run();
    }
}
