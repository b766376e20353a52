package dev.penstock.bench.site;

import java.util.Map;

/**
 * What to start.
 *
 * @param nodes servers over one PostgreSQL; one with SQLite
 * @param jvm more options of the server's JVM, with blanks between them; may be empty
 * @param settings of the server, beside those that a measurement needs
 * @param sdk whether workers call through the AWS SDK instead of the lean client
 */
public record SiteOptions(Database database, int nodes, String jvm, Map<String, String> settings, boolean sdk) {

    /** Where the state is kept. */
    public enum Database {
        SQLITE,
        POSTGRES
    }

    public SiteOptions {
        if (nodes > 1 && database == Database.SQLITE) {
            throw new IllegalArgumentException("several nodes need PostgreSQL");
        }
    }
}
