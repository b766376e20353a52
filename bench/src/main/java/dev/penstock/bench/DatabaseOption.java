package dev.penstock.bench;

import dev.penstock.bench.site.SiteOptions;
import java.util.Locale;
import picocli.CommandLine.Option;

/** On what the server keeps its state. */
final class DatabaseOption {
    @Option(
            names = "--database",
            paramLabel = "NAME",
            description = "sqlite or postgres, which is started for the run (default: sqlite).")
    private SiteOptions.Database database = SiteOptions.Database.SQLITE;

    SiteOptions.Database chosen() {
        return database;
    }

    /** As the command line says it. */
    @Override
    public String toString() {
        return database.name().toLowerCase(Locale.ROOT);
    }
}
