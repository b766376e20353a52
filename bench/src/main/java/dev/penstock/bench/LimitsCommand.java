package dev.penstock.bench;

import dev.penstock.bench.measure.Limits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./penstock bench limits}: a partner's cycle beside its two limits, one after another, each in a fresh process, so
 * that none is measured with what the compiler learned from another.
 */
@Command(
        name = "limits",
        description = {
            "Measure third-party-cycle beside bare-http, which is its calls without a server behind them, and raw-database,"
                    + " which is its statements in a bare JDBC loop.",
            "They run one after another. The end is their ratios."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock bench limits --warm-up 40 --seconds 20",
            "  penstock bench limits --database postgres --json limits.json"
        })
final class LimitsCommand implements Callable<Integer> {
    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(names = "--workers", paramLabel = "N", description = "Workers at a time (default: ${DEFAULT-VALUE}).")
    private int workers = 32;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results there as well.")
    private @Nullable Path json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("penstock-limits");
        try {
            List<Path> files = new ArrayList<>();
            for (String scenario : Limits.SCENARIOS) {
                Path file = folder.resolve(scenario + ".json");
                files.add(file);
                int status = measure(scenario, file);
                if (status != 0) {
                    return status;
                }
            }
            show(Limits.read(files));
            return 0;
        } finally {
            for (String scenario : Limits.SCENARIOS) {
                Files.deleteIfExists(folder.resolve(scenario + ".json"));
            }
            Files.delete(folder);
        }
    }

    private int measure(String scenario, Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Launch.bench());
        command.addAll(List.of(
                scenario,
                "--seconds",
                Long.toString(load.measured().toSeconds()),
                "--warm-up",
                Long.toString(load.warmUp().toSeconds()),
                "--workers",
                Integer.toString(workers),
                "--database",
                database.toString(),
                "--json",
                file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // passed on as it comes, and also where the output of this command is not the process's own
        PrintWriter out = spec.commandLine().getOut();
        try (var lines = process.inputReader().lines()) {
            lines.forEach(line -> {
                out.println(line);
                out.flush();
            });
        }
        out.println();
        return process.waitFor();
    }

    private void show(Limits limits) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(limits.table());
        out.flush();
        if (json != null) {
            limits.write(json);
        }
    }
}
