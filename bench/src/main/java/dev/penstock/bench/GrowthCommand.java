package dev.penstock.bench;

import dev.penstock.bench.growth.Chart;
import dev.penstock.bench.growth.Curve;
import dev.penstock.bench.growth.Growth;
import dev.penstock.bench.measure.Machine;
import dev.penstock.bench.site.Servers;
import dev.penstock.bench.site.SiteOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./penstock bench growth}: the cost of calls as curves over what a server holds. */
@Command(
        name = "growth",
        description = "Measure how the cost of calls grows with pipelines, past executions and parked workers.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock bench growth --images docs/images",
            "  penstock bench growth growth-history --largest 100000 --seconds 3"
        })
final class GrowthCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CURVES",
            arity = "0..*",
            description = "growth-pipelines, growth-history, growth-parked (default: all).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long to measure at each size, after warming up for twice as long (default:"
                    + " ${DEFAULT-VALUE}).")
    private int seconds = 6;

    @Option(names = "--largest", paramLabel = "N", description = "Leave larger sizes out (default: none).")
    private int largest = Integer.MAX_VALUE;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Draw the curves there, as NAME.svg (default: no pictures).")
    private Path images = Path.of("");

    private final long begun = System.nanoTime();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.here(Launch.home()));
        for (Growth growth : Growth.all()) {
            if (names.isEmpty() || names.contains(growth.name())) {
                Chart chart = growth.measure(this::servers, seconds, largest, this::say);
                print(out, chart);
                if (!images.toString().isEmpty()) {
                    Files.writeString(images.resolve(growth.name() + ".svg"), chart.svg());
                }
            }
        }
        return 0;
    }

    /** A line, and how long it took to get there: all of it takes minutes. */
    private void say(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(Locale.ROOT, "%5d s  %s%n", (System.nanoTime() - begun) / 1_000_000_000, what);
        err.flush();
    }

    private Servers servers() {
        return Servers.start(Launch.server(""), new SiteOptions(database.chosen(), 1, "", Map.of(), false));
    }

    private static void print(PrintWriter out, Chart chart) {
        out.println();
        out.println(chart.title() + ": median in ms by " + chart.sizes());
        for (Curve curve : chart.curves()) {
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %-34s", curve.call()));
            curve.points()
                    .forEach(point ->
                            row.append(String.format(Locale.ROOT, " %,10d: %7.2f", point.size(), point.millis())));
            out.println(row);
        }
        out.flush();
    }
}
