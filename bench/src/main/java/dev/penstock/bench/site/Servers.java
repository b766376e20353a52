package dev.penstock.bench.site;

import dev.penstock.bench.client.Credentials;
import dev.penstock.bench.measure.Cost;
import dev.penstock.server.data.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The processes under load: servers, each on a scratch folder that is deleted at the end, and perhaps a PostgreSQL. What
 * they cost is read from the system.
 */
public final class Servers implements AutoCloseable {
    /** What only a measurement asks for. */
    private static final Map<String, String> SETTINGS =
            Map.of("limits.pipelines", "1000000", "limits.requests-per-second", "1000000");

    private final Path folder;
    private final @Nullable EmbeddedDatabase database;
    private final List<ServerProcess> nodes;
    private boolean stopped;

    private Servers(Path folder, @Nullable EmbeddedDatabase database, List<ServerProcess> nodes) {
        this.folder = folder;
        this.database = database;
        this.nodes = nodes;
    }

    /**
     * Starts what the options say.
     *
     * @param command what starts a server, without its options: {@code ./penstock up}, or a JVM with a class
     */
    public static Servers start(List<String> command, SiteOptions options) {
        Path folder = scratch();
        EmbeddedDatabase database = options.database() == SiteOptions.Database.POSTGRES
                ? EmbeddedDatabase.start(folder.resolve("postgres"))
                : null;
        Servers servers = new Servers(folder, database, new ArrayList<>());
        try {
            for (int i = 0; i < options.nodes(); i++) {
                servers.nodes.add(servers.node(i, command, options));
            }
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** The HTTP server alone: it answers what a worker's calls are answered, and does nothing for it. */
    public static Servers bare(String jvm) {
        Path folder = scratch();
        List<String> command = new ArrayList<>(java(jvm));
        command.add(BareServer.class.getName());
        return new Servers(folder, null, List.of(ServerProcess.start(command, Map.of(), folder.resolve("bare.log"))));
    }

    /** A JVM with this one's classes; the class to run follows. */
    public static List<String> java(String jvm) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders"));
        if (!jvm.isBlank()) {
            command.addAll(List.of(jvm.strip().split(" +")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    private ServerProcess node(int number, List<String> command, SiteOptions options) {
        Path data = data(number);
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--data", data.toString(), "--port", "0", "--s3-port", "0"));
        if (database != null) {
            words.addAll(List.of("--database", database.url()));
        }
        Map<String, String> settings = new LinkedHashMap<>(SETTINGS);
        if (number > 0) {
            settings.put("database.key-file", data(0).resolve("penstock.key").toString());
        }
        settings.putAll(options.settings());
        settings.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        return ServerProcess.start(
                words, Map.of("PENSTOCK_JAVA_OPTS", options.jvm()), folder.resolve("node-" + number + ".log"));
    }

    /** The data folder of a node. */
    public Path data(int number) {
        return folder.resolve("node-" + number);
    }

    /** A connection to the database beside the servers' own. */
    public Connection database() throws SQLException {
        return DriverManager.getConnection(
                database == null ? databaseUrl() + "?busy_timeout=10000&transaction_mode=IMMEDIATE" : databaseUrl());
    }

    private String databaseUrl() {
        return database == null ? "jdbc:sqlite:" + data(0).resolve("penstock.db") : database.url();
    }

    /**
     * Ends the servers, but not their database. From now on this process is what is measured in their place.
     *
     * @return URL of the database, for JDBC
     */
    public String stopServers() {
        nodes.forEach(ServerProcess::close);
        stopped = true;
        return databaseUrl();
    }

    /** The nodes in turn. */
    public URI endpoint(int worker) {
        return nodes.get(worker % nodes.size()).endpoint();
    }

    /** The first node. */
    public ServerProcess first() {
        return nodes.getFirst();
    }

    /** The key that the first start wrote into the data folder. */
    public Credentials administrator() {
        try {
            String file = Files.readString(data(0).resolve("credentials"));
            return new Credentials(
                    "111111111111", value(file, "aws_access_key_id"), value(file, "aws_secret_access_key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(String file, String name) {
        Matcher line =
                Pattern.compile("^" + name + " *= *(\\S+)", Pattern.MULTILINE).matcher(file);
        if (!line.find()) {
            throw new IllegalStateException("no " + name + " in the server's credentials");
        }
        return line.group(1);
    }

    /** Used so far, by all processes. */
    public Cost cost() {
        Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return new Cost(
                stopped ? own : sum(ServerProcess::processorTime),
                database == null ? Duration.ZERO : database.processorTime(),
                stopped ? Duration.ZERO : own,
                stopped
                        ? ServerProcess.bytes(ProcessHandle.current())
                        : nodes.stream().mapToLong(ServerProcess::bytes).sum());
    }

    private Duration sum(Function<ServerProcess, Duration> time) {
        return nodes.stream().map(time).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        nodes.forEach(ServerProcess::close);
        if (database != null) {
            database.close();
        }
        delete(folder);
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("penstock-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the scratch folder " + folder + " could not be deleted", e);
        }
    }
}
