package dev.penstock.store.memory;

import java.util.ArrayList;
import java.util.List;

/** What an open transaction has changed, so that it can be undone in the opposite order. */
final class Undo {

    private final List<Runnable> steps = new ArrayList<>();
    private boolean open;

    void begin() {
        if (open) {
            throw new IllegalStateException("a write inside a write: use the transaction that is open");
        }
        open = true;
    }

    /** @throws IllegalStateException in a read */
    void add(Runnable step) {
        if (!open) {
            throw new IllegalStateException("a read must not write");
        }
        steps.add(step);
    }

    void commit() {
        steps.clear();
        open = false;
    }

    void rollBack() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            steps.get(i).run();
        }
        commit();
    }
}
