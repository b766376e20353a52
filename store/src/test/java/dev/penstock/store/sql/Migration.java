package dev.penstock.store.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A migration as the rules for it see it. An expanding one only adds, so that the release before it works on the new
 * schema as on its own. A contracting one says so in its first line, names the release that does without what it takes
 * away, and raises {@code schema_compatibility} to the schema of that release.
 */
record Migration(int version, String text) {
    private static final Pattern CONTRACT =
            Pattern.compile("\\A-- contract: not used since release \\d+\\.\\d+\\.\\d+, schema (\\d+)\\n");
    private static final Pattern RAISED = Pattern.compile("SET OLDEST_SCHEMA = (\\d+)");
    private static final Pattern ADDED_COLUMN = Pattern.compile("ALTER TABLE \\w+ ADD (COLUMN )?(.*)");

    /** What breaks a rule; empty if nothing does. */
    List<String> faults() {
        Matcher contract = CONTRACT.matcher(text);
        if (contract.find()) {
            return contractFaults(Integer.parseInt(contract.group(1)));
        }
        List<String> faults = new ArrayList<>();
        List<String> made = new ArrayList<>();
        for (String statement : statements()) {
            if (statement.startsWith("CREATE TABLE ")) {
                made.add(statement.split("[ (]")[2]);
            } else if (!additive(statement, made)) {
                faults.add(statement);
            }
        }
        return faults;
    }

    /** It may take away anything, but has to keep releases out that still use it. */
    private List<String> contractFaults(int unusedSince) {
        Matcher raised = RAISED.matcher(String.join(";", statements()));
        if (!raised.find()) {
            return List.of("does not raise schema_compatibility.oldest_schema");
        }
        int oldest = Integer.parseInt(raised.group(1));
        return oldest == unusedSince && oldest < version
                ? List.of()
                : List.of("raises oldest_schema to " + oldest + ", not to schema " + unusedSince
                        + " of the release that does without, which must be older than this one");
    }

    private static boolean additive(String statement, List<String> made) {
        if (statement.startsWith("CREATE INDEX ")) {
            return true;
        }
        // Rows that an older release writes must fit in, and it knows nothing of the new table's.
        if (statement.startsWith("CREATE UNIQUE INDEX ")) {
            return made.contains(statement.replaceAll(".* ON (\\w+).*", "$1"));
        }
        if (statement.startsWith("INSERT INTO ")) {
            return made.contains(statement.split("[ (]")[2]);
        }
        Matcher column = ADDED_COLUMN.matcher(statement);
        return column.matches()
                && !column.group(2).startsWith("CONSTRAINT")
                && !column.group(2).contains(" UNIQUE")
                && !column.group(2).contains(" CHECK")
                && (!column.group(2).contains("NOT NULL") || column.group(2).contains(" DEFAULT "));
    }

    /** Without comments, in capitals, on one line each. */
    private List<String> statements() {
        String bare =
                text.lines().map(line -> line.replaceAll("--.*", "")).reduce("", (before, line) -> before + " " + line);
        return Arrays.stream(bare.split(";"))
                .map(statement -> statement.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
