package dev.penstock.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A cycle beside what it cannot do without: its HTTP calls alone, and its statements alone.
 *
 * @param http of {@code bare-http}
 * @param raw of {@code raw-database}
 * @param cycle of {@code third-party-cycle}
 */
public record Limits(JsonNode http, JsonNode raw, JsonNode cycle) {
    /** What is compared, in the order of the components. */
    public static final List<String> SCENARIOS = List.of("bare-http", "raw-database", "third-party-cycle");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @param files that {@link Results#write} wrote, in the order of {@link #SCENARIOS} */
    public static Limits read(List<Path> files) throws IOException {
        List<JsonNode> results = new ArrayList<>();
        for (Path file : files) {
            results.add(JSON.readTree(Files.readString(file)));
        }
        return new Limits(results.get(0), results.get(1), results.get(2));
    }

    /** Cycles a second of the server for each one of the bare loop: 1 if all else cost nothing. */
    public double rate() {
        return cycle.path("perSecond").asDouble() / raw.path("perSecond").asDouble();
    }

    /** Processor time of the server and the database together, for the same of the bare loop. */
    public double processorTime() {
        return (server(cycle) + database(cycle)) / (server(raw) + database(raw));
    }

    /** What the server itself spends on a cycle beyond HTTP and the statements, in milliseconds. */
    public double ownMillis() {
        return server(cycle) + database(cycle) - server(raw) - database(raw) - server(http);
    }

    private static double server(JsonNode result) {
        return millis(result, "serverCpuSeconds");
    }

    private static double database(JsonNode result) {
        return millis(result, "databaseCpuSeconds");
    }

    private static double millis(JsonNode result, String time) {
        return result.path(time).asDouble()
                * 1000
                / Math.max(1, result.path("operations").asLong());
    }

    /** For people. */
    public String table() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%-20s %9s   milliseconds of processor time a cycle: %7s %9s %15s%n",
                "",
                "a second",
                "server",
                "database",
                "load generator"));
        for (JsonNode each : List.of(http, raw, cycle)) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-20s %9.1f %41s %7.3f %9.3f %15.3f%n",
                    each.path("scenario").asString(),
                    each.path("perSecond").asDouble(),
                    "",
                    server(each),
                    database(each),
                    millis(each, "clientCpuSeconds")));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "%nthird-party-cycle : raw-database = %.2f in cycles a second, %.2f in processor time of server and"
                                + " database%nbeyond HTTP and statements: %.3f ms of processor time a cycle%n",
                        rate(),
                        processorTime(),
                        ownMillis()))
                .toString();
    }

    /** For programs. */
    public void write(Path file) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rateToRawDatabase", rate());
        document.put("processorTimeToRawDatabase", processorTime());
        document.put("millisBeyondHttpAndStatements", ownMillis());
        document.put("results", List.of(http, raw, cycle));
        try {
            Files.writeString(file, JSON.writeValueAsString(document) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
