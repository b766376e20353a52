package dev.penstock.bench.scenario;

import dev.penstock.bench.raw.RawDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a server logs of its statements, read as transactions. Whatever the server does beside calls is left out, and so is
 * the look at the access key, which a server under load has at hand.
 */
final class ServerStatements {
    /** On SQLite all that writes shares a thread. */
    private static final Pattern CALLS = Pattern.compile("request-.*|penstock-writer");

    private static final Pattern BESIDE = Pattern.compile("access_key|queue_poll|scheduled_tasks");
    private static final Pattern PUBLISHERS = Pattern.compile("events|penstock-writer");
    private static final Pattern PUBLISHING =
            Pattern.compile("event_progress|event_outbox (WHERE|SET)|SELECT id, filter FROM event_subscription");

    private final Path log;
    private int read;

    ServerStatements(Path log) {
        this.log = log;
    }

    /** Options of a JVM that logs there. */
    static String logTo(Path log) {
        return "-Dlogback.configurationFile=logback-statements.xml -Dstatements=" + log;
    }

    /** Forgets what was logged so far. */
    void skip() throws IOException {
        read = Files.readAllLines(log).size();
    }

    /** The statements of a call that is over, on SQLite after {@link RawDatabase#READ} or {@link RawDatabase#WRITE}. */
    List<String> ofCall() throws IOException {
        List<String> lines = since();
        return transactions(lines, CALLS).stream()
                .filter(transaction -> !matches(transaction, BESIDE) && !matches(transaction, PUBLISHING))
                .flatMap(List::stream)
                .toList();
    }

    /** Each statement once that publishes events, of all that was ever logged. */
    Set<String> ofPublishing() throws IOException {
        Set<String> statements = new LinkedHashSet<>();
        for (List<String> transaction : transactions(Files.readAllLines(log), PUBLISHERS)) {
            if (matches(transaction, PUBLISHING)) {
                statements.addAll(transaction);
            }
        }
        statements.removeIf(ServerStatements::isMark);
        return statements;
    }

    private List<String> since() throws IOException {
        List<String> all = Files.readAllLines(log);
        List<String> since = all.subList(read, all.size());
        read = all.size();
        return since;
    }

    /** On SQLite as its begins and ends tell; elsewhere, where these are no statements, each statement by itself. */
    private static List<List<String>> transactions(List<String> lines, Pattern threads) {
        List<List<String>> transactions = new ArrayList<>();
        Map<String, List<String>> open = new HashMap<>();
        for (String line : lines) {
            String thread = line.substring(0, line.indexOf('|'));
            String statement = line.substring(line.indexOf('|') + 1).strip();
            if (!threads.matcher(thread).matches()) {
                continue;
            }
            switch (statement) {
                case "BEGIN DEFERRED" -> open.put(thread, begin(transactions, RawDatabase.READ));
                case "BEGIN IMMEDIATE", "SAVEPOINT work" -> open.put(thread, begin(transactions, RawDatabase.WRITE));
                case "COMMIT", "RELEASE work" -> open.remove(thread);
                default -> {
                    if (open.containsKey(thread)) {
                        open.get(thread).add(statement);
                    } else {
                        transactions.add(List.of(statement));
                    }
                }
            }
        }
        transactions.removeIf(transaction -> transaction.size() == 1 && isMark(transaction.getFirst()));
        return transactions;
    }

    private static List<String> begin(List<List<String>> transactions, String mark) {
        List<String> begun = new ArrayList<>(List.of(mark));
        transactions.add(begun);
        return begun;
    }

    static boolean isMark(String line) {
        return line.equals(RawDatabase.READ) || line.equals(RawDatabase.WRITE);
    }

    private static boolean matches(List<String> transaction, Pattern pattern) {
        return transaction.stream()
                .anyMatch(statement -> pattern.matcher(statement).find());
    }
}
