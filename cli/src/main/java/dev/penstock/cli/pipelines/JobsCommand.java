package dev.penstock.cli.pipelines;

import dev.penstock.cli.ServerOptions;
import dev.penstock.cli.admin.AdminClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows where jobs wait and when a worker last asked for them. */
@Command(
        name = "jobs",
        description =
                "List the queues of jobs by action type: what waits, for how long, and when a worker last polled.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  penstock jobs", "  penstock jobs --profile acme      as a partner: the jobs of all customers"})
public final class JobsCommand implements Runnable {
    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final InstantSource clock = InstantSource.system();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (AdminClient client = new AdminClient(server.access())) {
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode queue : client.call("ListJobQueues", client.request()).path("queues")) {
                rows.add(List.of(
                        queue.path("actionType").asString(),
                        queue.path("waiting").asString(),
                        queue.path("working").asString(),
                        queue.has("oldest") ? ago(queue.path("oldest")) : "-",
                        queue.has("lastPoll") ? ago(queue.path("lastPoll")) + " ago" : "never"));
            }
            if (rows.isEmpty()) {
                spec.commandLine().getErr().println("No action type of your own, and nothing waits.");
            } else {
                new Table(List.of("ACTION TYPE", "WAITING", "WORKING", "OLDEST", "LAST POLL"), rows).print(out);
            }
        }
    }

    private String ago(JsonNode seconds) {
        Instant then = Instant.ofEpochMilli((long) (seconds.asDouble() * 1000));
        return span(Duration.between(then, clock.instant()));
    }

    /** In the largest unit that fits: {@code 45 s}, {@code 12 min}, {@code 3 h}, {@code 9 d}. */
    static String span(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3_600) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
    }
}
