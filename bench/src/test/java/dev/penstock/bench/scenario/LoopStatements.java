package dev.penstock.bench.scenario;

import dev.penstock.bench.raw.RawDatabase;
import dev.penstock.bench.site.SiteOptions.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the bare loop runs, said as {@link ServerStatements} says it. For one transaction at a time. */
final class LoopStatements implements Consumer<String> {
    private final Database database;
    private final List<String> statements = new ArrayList<>();
    private boolean writes;

    LoopStatements(Database database) {
        this.database = database;
    }

    @Override
    public synchronized void accept(String heard) {
        switch (heard) {
            case RawDatabase.READ -> writes = false;
            case RawDatabase.WRITE -> writes = true;
            default -> statements.add(ServerStatements.in(database, writes, heard));
        }
    }

    /** Those since the last call of this. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(statements);
        statements.clear();
        return taken;
    }
}
