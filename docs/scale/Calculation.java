import java.util.Locale;

/**
 * The arithmetic of docs/scale.md: run it with {@code java docs/scale/Calculation.java}, and change the inputs to your own.
 * A test holds that the page shows what it prints.
 */
class Calculation {
    // What is asked for.
    static final double EXECUTIONS_A_DAY = 10_000_000;
    static final double PEAK = 4; // the busiest hour has so many times the average: an assumption
    static final double MONTHS_KEPT = 12; // history.retention
    static final double HOURS_JOBS_ARE_KEPT = 24; // jobs.terminal-retention

    // What one execution costs: docs/scale.md says how it was measured.
    static final double API_CALLS = 7; // start; poll, acknowledge, result for each of two jobs
    static final double STATEMENTS_ALONE = 126; // one execution at a time: each wakes the publisher and the sweep anew
    static final double STATEMENTS_SHARED = 96; // many at a time share those
    static final double TRANSACTIONS_ALONE = 33;
    static final double TRANSACTIONS_SHARED = 13;
    static final double WAL_BYTES = 109_000;
    static final double ROW_UPDATES = 35;
    static final double PIPELINE_LOCKS = 5;

    // Rows of one execution of three stages with an action each, and bytes of a row with its share of the indexes.
    static final double EXECUTIONS = 1, EXECUTION_BYTES = 3_907;
    static final double ACTIONS = 3, ACTION_BYTES = 1_891;
    static final double STAGES = 3, STAGE_BYTES = 337;
    static final double JOBS = 3, JOB_BYTES = 1_222;
    static final double EVENTS = 14, EVENT_BYTES = 655;

    static final double SECONDS_A_DAY = 86_400;
    static final double DAYS_A_MONTH = 365 / 12.0;

    void main() {
        double rate = EXECUTIONS_A_DAY / SECONDS_A_DAY;
        print("| | per execution | average, a second | peak, a second |");
        print("|---|---|---|---|");
        row("executions", 1, rate);
        row("API calls", API_CALLS, rate);
        row("transactions", TRANSACTIONS_SHARED, rate);
        row("statements", STATEMENTS_SHARED, rate);
        row("statements, if nothing were shared", STATEMENTS_ALONE, rate);
        row("rows inserted", EXECUTIONS + ACTIONS + STAGES + JOBS + EVENTS, rate);
        row("rows updated", ROW_UPDATES, rate);
        row("events", EVENTS, rate);
        print("| write-ahead log | %s KB | %s MB | %s MB |"
                .formatted(n(WAL_BYTES / 1e3), n(rate * WAL_BYTES / 1e6), n(PEAK * rate * WAL_BYTES / 1e6)));
        print("");
        print("| table | rows a day | kept | rows | bytes a row | size |");
        print("|---|---|---|---|---|---|");
        double days = MONTHS_KEPT * DAYS_A_MONTH;
        double size = kept("execution", EXECUTIONS, days, EXECUTION_BYTES)
                + kept("action_execution", ACTIONS, days, ACTION_BYTES)
                + kept("stage_success", STAGES, days, STAGE_BYTES)
                + kept("job", JOBS, HOURS_JOBS_ARE_KEPT / 24, JOB_BYTES);
        print("| together | | | | | %s |".formatted(bytes(size)));
    }

    static void row(String what, double each, double rate) {
        print("| %s | %s | %s | %s |".formatted(what, n(each), n(rate * each), n(PEAK * rate * each)));
    }

    static double kept(String table, double each, double days, double bytes) {
        double daily = EXECUTIONS_A_DAY * each;
        double rows = daily * days;
        print("| %s | %s million | %s days | %s million | %s | %s |"
                .formatted(table, n(daily / 1e6), n(days), n(rows / 1e6), n(bytes), bytes(rows * bytes)));
        return rows * bytes;
    }

    static String n(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    static String bytes(double value) {
        return value >= 1e12
                ? String.format(Locale.ROOT, "%.1f TB", value / 1e12)
                : String.format(Locale.ROOT, "%.0f GB", value / 1e9);
    }

    static void print(String line) {
        System.out.println(line);
    }
}
