package dev.penstock.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** A second PostgreSQL that follows the first one by streaming replication, as a read replica does. */
final class StreamingReplica implements AutoCloseable {
    private final String primaryUrl;
    private final EmbeddedPostgres server;

    private StreamingReplica(String primaryUrl, EmbeddedPostgres server) {
        this.primaryUrl = primaryUrl;
        this.server = server;
    }

    /** @param folder of the replica's files; made */
    static StreamingReplica of(String primaryUrl, Path folder) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(primaryUrl);
                Statement statement = connection.createStatement()) {
            Path original = Path.of(text(statement, "SHOW data_directory"));
            statement.execute("SELECT pg_backup_start('replica', true)");
            copy(original, folder);
            String label = text(statement, "SELECT labelfile FROM pg_backup_stop(false)");
            Files.writeString(folder.resolve("backup_label"), label);
        }
        Files.deleteIfExists(folder.resolve("postmaster.pid"));
        Files.createFile(folder.resolve("standby.signal"));
        int port = URI.create(primaryUrl.substring("jdbc:".length())).getPort();
        Files.writeString(
                folder.resolve("postgresql.auto.conf"),
                "\nprimary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres'\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .start();
        return new StreamingReplica(primaryUrl, server);
    }

    /** Files that come and go while they are copied are PostgreSQL's to make good. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(
                            copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                } else if (Files.isRegularFile(file)) {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** JDBC URL of the copy of that database. */
    String url() {
        String database = primaryUrl.replaceAll(".*/(\\w+)\\?.*", "$1");
        return server.getJdbcUrl("postgres", database);
    }

    /** Falls behind. */
    void pause() throws SQLException {
        run("SELECT pg_wal_replay_pause()");
        askUntil("SELECT pg_get_wal_replay_pause_state()", "paused");
    }

    /** Catches up with all that is committed by now. */
    void resume() throws SQLException {
        String written;
        try (Connection connection = DriverManager.getConnection(primaryUrl);
                Statement statement = connection.createStatement()) {
            // Commits of this PostgreSQL do not wait for the disk, but this one does, and for all before it.
            statement.execute("SET synchronous_commit = on");
            statement.execute("SELECT pg_logical_emit_message(true, 'catch up', '')");
            written = text(statement, "SELECT pg_current_wal_flush_lsn()");
        }
        run("SELECT pg_wal_replay_resume()");
        askUntil("SELECT pg_last_wal_replay_lsn() >= '" + written + "'", "t");
    }

    private void askUntil(String question, String wanted) throws SQLException {
        String answer;
        do {
            answer = text(question);
        } while (!answer.equals(wanted));
    }

    private void run(String sql) throws SQLException {
        var _ = text(sql);
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            return text(statement, sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
