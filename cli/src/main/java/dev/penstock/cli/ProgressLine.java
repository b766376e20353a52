package dev.penstock.cli;

import dev.penstock.server.backup.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/** How far a long command is, in one line of a terminal that is written again and again; silent elsewhere. */
final class ProgressLine implements Progress, AutoCloseable {
    private static final long NANOS_BETWEEN = 100_000_000;
    private static final double KIB = 1024;
    private static final String ERASE = "\r\u001b[2K";

    private final PrintWriter err;
    private final boolean shown;
    private String step = "";
    private long written;
    private boolean dirty;

    private ProgressLine(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    static ProgressLine on(PrintWriter err) {
        return new ProgressLine(err, Terminal.isInteractive());
    }

    static ProgressLine always(PrintWriter err) {
        return new ProgressLine(err, true);
    }

    @Override
    public void at(String now, long done, long total, Unit unit) {
        long time = System.nanoTime();
        if (!shown || (now.equals(step) && time - written < NANOS_BETWEEN)) {
            return;
        }
        step = now;
        written = time;
        dirty = true;
        err.print(ERASE + now + amount(done, total, unit));
        err.flush();
    }

    static String amount(long done, long total, Unit unit) {
        if (done == 0 && total == 0) {
            return " ...";
        }
        String counted = unit == Unit.BYTES ? bytes(done) : done + (done == 1 ? " file" : " files");
        return total == 0 ? ": " + counted : ": " + counted + " (" + Math.min(100, done * 100 / total) + " %)";
    }

    private static String bytes(long count) {
        if (count < KIB * KIB) {
            return Math.round(count / KIB) + " KiB";
        }
        return count < KIB * KIB * KIB
                ? String.format(Locale.ROOT, "%.1f MiB", count / KIB / KIB)
                : String.format(Locale.ROOT, "%.2f GiB", count / KIB / KIB / KIB);
    }

    /** Makes room for what is printed next. */
    void clear() {
        if (dirty) {
            err.print(ERASE);
            err.flush();
            dirty = false;
        }
    }

    @Override
    public void close() {
        clear();
    }
}
