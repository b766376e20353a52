package dev.penstock.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.store.Store;
import dev.penstock.store.fault.Fault;
import dev.penstock.store.memory.MemoryStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Stores that break their word are found out, and the story of it is short. */
class SimulationFindsBugsTest {

    private static final int STEPS = 5_000;

    static {
        Quiet.please();
    }

    /** The first seed that finds it. */
    private static FailureReport found(Supplier<Store> stores, UnaryOperator<Happening> change) {
        return LongStream.rangeClosed(1, 20)
                .mapToObj(seed -> {
                    List<Happening> happenings =
                            Schedule.of(seed, STEPS).stream().map(change).toList();
                    Simulation.Outcome outcome = Simulation.run(happenings, stores, null);
                    return outcome.well()
                            ? Optional.<FailureReport>empty()
                            : Optional.of(FailureReport.of(seed, happenings, outcome, stores));
                })
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new AssertionError("20 seeds found nothing"));
    }

    /** Where a write would fail, its caller is told that it is durable, and it is not. */
    private static Happening losing(Happening happening) {
        return new Happening(happening.kind(), happening.seed(), happening.fault() == null ? null : Fault.LOST);
    }

    @Test
    void aStoreThatLosesACommittedWriteIsFoundOut() {
        FailureReport report = found(MemoryStore::new, SimulationFindsBugsTest::losing);

        assertThat(report.story()).hasSizeLessThan(12);
        assertThat(report.toString())
                .contains("broke an invariant")
                .contains("The last steps:")
                .contains("-Dsimulation.seed=" + report.seed() + " -Dsimulation.steps=" + STEPS);
    }

    @Test
    void anEngineThatSeesNoHolderLetsTwoInAndIsFoundOut() {
        FailureReport report = found(() -> new ForgetfulStore(new MemoryStore()), UnaryOperator.identity());

        assertThat(report.violation().invariant()).isIn("OneHolderPerStage", "QueuesAreFirstInFirstOut");
        assertThat(report.story()).hasSizeLessThan(12);
        assertThat(report.story().getLast())
                .startsWith("=> " + report.violation().invariant());
    }
}
