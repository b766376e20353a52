package dev.penstock.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.event.EventFilter;
import dev.penstock.store.DatabaseSettings;
import dev.penstock.store.Signals;
import dev.penstock.store.Store;
import dev.penstock.store.Stores;
import dev.penstock.store.time.MovableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a reader of events looks at the database while nothing happens. */
class EventStreamWaitTest {
    private static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");
    private static final EventFilter ALL = new EventFilter("111111111111", List.of(), List.of(), List.of());

    private final MovableClock clock = new MovableClock(T0);
    private final List<Instant> waits = new ArrayList<>();

    /** Signals that never come: time passes until the end of each wait. */
    private final class Silence implements Signals {
        @Override
        public long version(String topic) {
            return 0;
        }

        @Override
        public void signal(String topic) {}

        @Override
        public boolean await(String topic, long seen, Instant until) {
            waits.add(until);
            clock.set(until);
            return false;
        }
    }

    private List<Instant> waitsFor15Seconds(Path folder) throws Exception {
        try (Store store = Stores.open(
                DatabaseSettings.sqlite(folder.resolve("penstock.db"), folder.resolve("keys.json")), clock)) {
            Signals silence = new Silence();
            Store silent = (Store) Proxy.newProxyInstance(
                    Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("signals")) {
                            return silence;
                        }
                        try {
                            return method.invoke(store, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            EventStream stream = new EventStream(silent, clock);
            assertThat(stream.subscribe(ALL, OptionalLong.empty()).next(T0.plusSeconds(15)))
                    .isEmpty();
        }
        return waits;
    }

    @Test
    void theDatabaseIsReadAgainOnlyWhenSomethingHappened(@TempDir Path folder) throws Exception {
        assertThat(waitsFor15Seconds(folder)).containsExactly(T0.plusSeconds(15));
    }
}
