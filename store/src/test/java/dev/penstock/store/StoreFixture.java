package dev.penstock.store;

import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.store.time.MovableClock;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What the tests of the store work with. */
@SuppressWarnings("NullAway.Init") // set before each test
abstract class StoreFixture {

    @Parameter
    TestDatabase database;

    @TempDir
    Path folder;

    MovableClock clock;
    DatabaseSettings settings;
    Store store;

    @BeforeEach
    void open() {
        clock = new MovableClock(Samples.NOW);
        settings = database.fresh(folder);
        store = database.open(settings, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** As after a restart of the server. */
    void reopen() {
        store.close();
        store = database.reopen(store, settings, clock);
    }

    /** A stored pipeline of two stages. */
    PipelineRef pipeline(String name) {
        PipelineRef ref = Samples.ref(name);
        change(tx -> tx.pipelines().insert(ref, Samples.definition(name, 1), clock.instant()));
        return ref;
    }

    void change(Consumer<Tx> work) {
        store.<@Nullable Void>write(tx -> {
            work.accept(tx);
            return null;
        });
    }

    void look(Consumer<Tx> work) {
        store.<@Nullable Void>read(tx -> {
            work.accept(tx);
            return null;
        });
    }
}
