package dev.penstock.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.store.memory.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's heart under random use and random faults, over the store in memory. {@code -Dsimulation.seed=N} runs one
 * seed, {@code -Dsimulation.seeds=N} as many, {@code -Dsimulation.steps=N} happenings each.
 */
class SimulationTest {

    private static final Logger LOG = LoggerFactory.getLogger(SimulationTest.class);

    private static final int STEPS = Integer.getInteger("simulation.steps", 20_000);
    private static final long[] SEEDS = Long.getLong("simulation.seed") != null
            ? new long[] {Long.getLong("simulation.seed")}
            : LongStream.rangeClosed(1, Long.getLong("simulation.seeds", 200)).toArray();

    static {
        Quiet.please();
    }

    @Test
    void everyInvariantHoldsAfterEveryStepOfEverySeed() throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        long steps = 0;
        try (ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Integer>> runs = new ArrayList<>();
            for (long seed : SEEDS) {
                runs.add(cores.submit(() -> run(seed)));
            }
            for (Future<Integer> run : runs) {
                steps += run.get();
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        LOG.info(
                "{} seeds, {} steps in {} s: {} steps/s",
                SEEDS.length,
                steps,
                took.toSeconds(),
                steps * 1000 / Math.max(1, took.toMillis()));
    }

    private static int run(long seed) {
        List<Happening> happenings = Schedule.of(seed, STEPS);
        Simulation.Outcome outcome = Simulation.run(happenings, MemoryStore::new, null);
        if (!outcome.well()) {
            throw new AssertionError(
                    FailureReport.of(seed, happenings, outcome, MemoryStore::new)
                            .toString(),
                    outcome.violation());
        }
        return outcome.steps();
    }

    @Test
    void theSameSeedMakesTheSameHistory() {
        List<Happening> happenings = Schedule.of(7, 3_000);

        Simulation.Outcome first = Simulation.run(happenings, MemoryStore::new, null);
        Simulation.Outcome second = Simulation.run(Schedule.of(7, 3_000), MemoryStore::new, null);
        Simulation.Outcome other = Simulation.run(Schedule.of(11, 3_000), MemoryStore::new, null);

        assertThat(second.hash()).isEqualTo(first.hash());
        assertThat(second.steps()).isEqualTo(first.steps());
        assertThat(other.hash()).isNotEqualTo(first.hash());
    }
}
