package dev.penstock.bench.crash;

import dev.penstock.bench.crash.fault.FaultKind;
import dev.penstock.server.settings.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/crash}. */
@Command(
        name = "bench/crash",
        description = {
            "Breaks real servers and workers under load, then proves from what everybody recorded that nothing was lost.",
            "Ends with 0 if no invariant was broken, with 1 if one was, and with 2 if the run itself failed."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class CrashMain implements Callable<Integer> {
    private static final Duration SHORT = Duration.ofMinutes(2);

    @Option(names = "--database", paramLabel = "KIND", description = "sqlite or postgres.", defaultValue = "sqlite")
    private String database = "";

    @Option(names = "--nodes", description = "Servers; SQLite has one.", defaultValue = "1")
    private int nodes;

    @Option(names = "--workers", description = "Processes of three workers each.", defaultValue = "3")
    private int workers;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "How long to break things, for example 30s or 5m.",
            defaultValue = "30s",
            converter = Time.class)
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "KIND",
            description = "Which of kill, stop, connections, database, disk, clock.",
            defaultValue = "kill,stop,connections,database,disk,clock",
            converter = Kind.class)
    private Set<FaultKind> faults = EnumSet.allOf(FaultKind.class);

    @Option(
            names = "--every",
            paramLabel = "TIME",
            description = "Mean time between two faults to servers.",
            defaultValue = "3s",
            converter = Time.class)
    private Duration every = Duration.ZERO;

    @Option(names = "--seed", description = "Which faults, when and to whom.", defaultValue = "1")
    private long seed;

    @Option(names = "--folder", description = "For data, logs and records.", defaultValue = "bench/target/crash")
    private Path folder = Path.of("");

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new CrashMain());
        command.setExecutionExceptionHandler((failure, _, _) -> {
            failure.printStackTrace();
            return 2;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() {
        boolean postgres = switch (database) {
            case "sqlite" -> false;
            case "postgres" -> true;
            default -> throw new IllegalArgumentException("--database is sqlite or postgres");
        };
        Path run = folder.resolve(database + "-" + seed + "-" + System.currentTimeMillis() / 1000)
                .toAbsolutePath();
        boolean brief = duration.compareTo(SHORT) < 0;
        Plan plan = new Plan(
                postgres,
                nodes,
                workers,
                duration,
                faults,
                seed,
                every,
                Duration.ofMinutes(5),
                Duration.ofMinutes(brief ? 1 : 2),
                brief ? 0 : 4,
                run);
        Verdict verdict = new CrashRun(plan, System.out::println).run();
        System.out.println();
        System.out.print(verdict);
        return verdict.violations().isEmpty() ? 0 : 1;
    }

    private static final class Time implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.parse(text)
                    .orElseThrow(() -> new CommandLine.TypeConversionException("'" + text + "' is no time like 30s"));
        }
    }

    private static final class Kind implements CommandLine.ITypeConverter<FaultKind> {
        @Override
        public FaultKind convert(String text) {
            return List.of(FaultKind.values()).stream()
                    .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException("'" + text + "' is no kind of fault"));
        }
    }
}
