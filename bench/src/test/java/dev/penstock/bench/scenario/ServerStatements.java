package dev.penstock.bench.scenario;

import dev.penstock.bench.site.SiteOptions.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server logs of its statements. Whatever the server does beside calls is left out, and so is the look at the access
 * key, which a server under load has at hand.
 */
final class ServerStatements {
    private static final String WRITER = "penstock-writer";

    /** On SQLite all that writes shares a thread. */
    private static final Pattern CALLS = Pattern.compile("request-.*|" + WRITER);

    private static final Pattern PUBLISHERS = Pattern.compile("events|" + WRITER);

    /** Not where transactions begin and end. */
    private static final Pattern READS_AND_WRITES = Pattern.compile("(SELECT|INSERT|UPDATE|DELETE|WITH) .*");

    private static final Pattern PUBLISHING =
            Pattern.compile(".*(event_progress|event_outbox (WHERE|SET)|SELECT id, filter FROM event_subscription).*");

    /** What is read once a second, whatever the calls, or has nothing to do with them. */
    private static final Pattern BESIDE =
            Pattern.compile("SELECT .* FROM (action_type|client|access_key) .*|.*(queue_poll|scheduled_tasks).*");

    private final Path log;
    private final Database database;
    private int read;

    private record Line(String thread, String statement) {
        static Line of(String logged) {
            int end = logged.indexOf('|');
            return new Line(logged.substring(0, end), logged.substring(end + 1).strip());
        }

        boolean by(Pattern threads) {
            return threads.matcher(thread).matches();
        }

        boolean is(Pattern kind) {
            return kind.matcher(statement).matches();
        }
    }

    ServerStatements(Path log, Database database) {
        this.log = log;
        this.database = database;
    }

    /** Options of a JVM that logs there. */
    static String logTo(Path log) {
        return "-Dlogback.configurationFile=logback-statements.xml -Dstatements=" + log;
    }

    private Stream<Line> lines() throws IOException {
        return Files.readAllLines(log).stream().map(Line::of).filter(line -> line.is(READS_AND_WRITES));
    }

    /** The statements of a call that is over, which no other followed; each after what {@link #in} says. */
    List<String> ofCall() throws IOException {
        List<Line> all = lines().toList();
        List<Line> since = all.subList(read, all.size());
        read = all.size();
        return since.stream()
                .filter(line -> line.by(CALLS) && !line.is(BESIDE) && !line.is(PUBLISHING))
                .map(this::told)
                .toList();
    }

    /** The same of what publishes events, each once, of all that was ever logged. */
    List<String> ofPublishing() throws IOException {
        return lines().filter(line -> line.by(PUBLISHERS) && line.is(PUBLISHING))
                .map(this::told)
                .distinct()
                .toList();
    }

    private String told(Line line) {
        return in(database, line.thread.equals(WRITER), line.statement);
    }

    /** Says whether a statement runs in a transaction that writes, where the log tells: on SQLite, by the thread. */
    static String in(Database database, boolean writes, String statement) {
        return switch (database) {
            case SQLITE -> (writes ? "in a write: " : "in a read: ") + statement;
            case POSTGRES -> statement;
        };
    }
}
