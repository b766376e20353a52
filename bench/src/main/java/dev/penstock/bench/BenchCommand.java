package dev.penstock.bench;

import dev.penstock.bench.measure.LoadPlan;
import dev.penstock.bench.measure.Machine;
import dev.penstock.bench.measure.Results;
import dev.penstock.bench.scenario.Scenario;
import dev.penstock.bench.scenario.Scenarios;
import dev.penstock.bench.scenario.Work;
import dev.penstock.bench.site.Servers;
import dev.penstock.bench.site.SiteOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./penstock bench}: starts a server on a scratch folder, makes load from this process, says what it cost. */
@Command(
        name = "penstock bench",
        subcommands = {GrowthCommand.class, LimitsCommand.class},
        description = {
            "Measure a server under load. Starts it on a scratch folder, in a process of its own, and deletes all at the"
                    + " end.",
            "'penstock bench list' says what can be measured."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock bench third-party-cycle",
            "  penstock bench custom-cycle --client sdk --seconds 30",
            "  penstock bench third-party-cycle --rate 500      latency at a load that is given",
            "  penstock bench third-party-cycle --database postgres --nodes 2",
            "  penstock bench limits                            the same beside HTTP alone and a bare JDBC loop",
            "  penstock bench history --history 1000000 --json history.json",
            "  penstock bench retention --history 100000 --rate 200 --seconds 60",
            "  penstock bench create --profile create.jfr       then: jfr view hot-methods create.jfr"
        })
public final class BenchCommand implements Callable<Integer> {
    /** Where clients are. */
    enum Client {
        LEAN,
        SDK
    }

    @Parameters(paramLabel = "SCENARIO", arity = "0..1", description = "What to measure.")
    private String scenario = "";

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(names = "--workers", paramLabel = "N", description = "Workers at a time (default: as the scenario says).")
    private @Nullable Integer workers;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Begin R operations a second, whatever the server does, and count latency from when each was"
                    + " due (default: each worker begins when its last operation is done).")
    private double rate;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--nodes", paramLabel = "N", description = "Servers on one PostgreSQL (default: ${DEFAULT-VALUE}).")
    private int nodes = 1;

    @Option(
            names = "--client",
            paramLabel = "NAME",
            description = "How workers call: lean, or sdk for the AWS SDK for Java (default: lean).")
    private Client client = Client.LEAN;

    @Option(
            names = "--history",
            paramLabel = "N",
            description = "Past executions, for the scenarios history and retention (default: ${DEFAULT-VALUE}).")
    private int history = 10_000;

    @Option(
            names = "--pipelines",
            paramLabel = "N",
            description = "Pipelines, for the scenario many-pipelines (default: ${DEFAULT-VALUE}).")
    private int pipelines = 10_000;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the server; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--server-jvm", paramLabel = "OPTIONS", description = "More options of the server's JVM.")
    private String jvm = "";

    @Option(names = "--profile", paramLabel = "FILE", description = "Record the first server with JDK Flight Recorder.")
    private @Nullable Path profile;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results there as well.")
    private @Nullable Path json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Scenario chosen = Scenarios.find(scenario)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        (scenario.isEmpty() ? "Say what to measure." : "No scenario is called '" + scenario + "'.")
                                + " 'penstock bench list' lists all."));
        int threads = workers == null ? chosen.about().workers() : workers;
        Machine machine = Machine.here(Launch.home());
        Progress progress = new Progress();
        progress.say("starting the server");
        try (Servers servers = servers(chosen);
                Work work = prepare(chosen, servers, threads, progress)) {
            LoadPlan plan = new LoadPlan(threads, rate, load.warmUp(), load.measured());
            Run run = Run.of(
                    chosen,
                    work,
                    plan,
                    servers::cost,
                    done -> progress.say(done + " x " + chosen.about().unit()));
            progress.end();
            show(new Results(chosen.about().name(), said(threads), machine, run.outcome(), run.alone()));
            return run.outcome().operations() > 0 ? 0 : 1;
        }
    }

    private Servers servers(Scenario chosen) {
        String options = profile == null
                ? jvm
                : jvm + " -XX:StartFlightRecording=settings=profile,filename=" + profile.toAbsolutePath();
        return chosen.bare()
                ? Servers.bare(options)
                : Servers.start(
                        Launch.server(options),
                        new SiteOptions(
                                database.chosen(), nodes, options.strip(), settings(chosen), client == Client.SDK));
    }

    private Map<String, String> settings(Scenario chosen) {
        Map<String, String> all = new LinkedHashMap<>(chosen.settings());
        all.putAll(settings);
        return all;
    }

    private Work prepare(Scenario chosen, Servers servers, int threads, Progress progress) {
        progress.say("preparing " + chosen.about().name());
        return chosen.prepare(new Scenario.Needs(servers, threads, client == Client.SDK, history, pipelines));
    }

    private Map<String, String> said(int threads) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("workers", Integer.toString(threads));
        said.put("loop", rate > 0 ? "open, " + rate + "/s" : "closed");
        said.put("seconds", load.toString());
        said.put("database", database.toString());
        said.put("nodes", Integer.toString(nodes));
        said.put("client", client.name().toLowerCase(Locale.ROOT));
        if (scenario.equals("history") || scenario.equals("retention")) {
            said.put("history", Integer.toString(history));
        }
        if (scenario.equals("many-pipelines")) {
            said.put("pipelines", Integer.toString(pipelines));
        }
        said.putAll(settings);
        return said;
    }

    private void show(Results results) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(results.table());
        out.flush();
        if (json != null) {
            results.write(json);
        }
    }

    @Command(name = "list", description = "List what can be measured.", mixinStandardHelpOptions = true)
    int list() {
        PrintWriter out = spec.commandLine().getOut();
        for (Scenario each : Scenarios.all()) {
            Scenario.About about = each.about();
            out.println(String.format(
                    Locale.ROOT, "%-18s %3d workers  %s", about.name(), about.workers(), about.summary()));
        }
        out.flush();
        return 0;
    }

    /** The command line as a program can call it. */
    static CommandLine commandLine() {
        return new CommandLine(new BenchCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    public static void main(String[] words) {
        System.exit(commandLine().execute(words));
    }
}
