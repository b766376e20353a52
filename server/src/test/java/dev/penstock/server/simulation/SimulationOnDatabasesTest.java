package dev.penstock.server.simulation;

import dev.penstock.store.Store;
import dev.penstock.store.Stores;
import dev.penstock.store.TestDatabase;
import dev.penstock.store.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same simulation over the real databases, as far as a few seconds go. */
@SuppressWarnings("NullAway.Init") // set before each test
class SimulationOnDatabasesTest {

    private static final int STEPS = Integer.getInteger("simulation.database.steps", 400);
    private static final int SEEDS = Integer.getInteger("simulation.database.seeds", 4);

    @TempDir
    Path folder;

    static {
        Quiet.please();
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.class, names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
    void everyInvariantHoldsOverADatabaseToo(TestDatabase database) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<Happening> happenings = Schedule.of(seed, STEPS);
            Supplier<Store> stores = () -> open(database);
            Simulation.Outcome outcome = Simulation.run(happenings, stores, null);
            if (!outcome.well()) {
                throw new AssertionError(
                        FailureReport.of(seed, happenings, outcome, stores).toString(), outcome.violation());
            }
        }
    }

    private Store open(TestDatabase database) {
        try {
            return Stores.open(database.fresh(Files.createTempDirectory(folder, "store")), TimeSource.system());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
