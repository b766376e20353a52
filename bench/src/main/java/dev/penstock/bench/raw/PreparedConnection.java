package dev.penstock.bench.raw;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A connection whose statements stay prepared. Used by one thread at a time. */
public final class PreparedConnection implements AutoCloseable {
    /** As a server has it. */
    private static final int FEW = 4;

    private final Connection connection;
    private final Consumer<String> heard;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Map<String, Map<String, Integer>> places = new HashMap<>();
    private final boolean remote;
    private final List<Change> putOff = new ArrayList<>();

    private record Change(String sql, @Nullable Object[] values) {}

    /**
     * @param remote whether changes wait for others and are sent together, as a server does
     * @param heard told the text of each statement that is run; a batch is one
     */
    public PreparedConnection(Connection connection, boolean remote, Consumer<String> heard) {
        this.connection = connection;
        this.remote = remote;
        this.heard = heard;
    }

    /** Reads every column of every row. */
    List<Row> query(String sql, @Nullable Object... values) throws SQLException {
        send();
        heard.accept(sql);
        try (ResultSet result = bound(sql, values).executeQuery()) {
            Map<String, Integer> columns = places.get(sql);
            if (columns == null) {
                columns = columns(result.getMetaData());
                places.put(sql, columns);
            }
            List<Row> rows = new ArrayList<>(1);
            while (result.next()) {
                @Nullable Object[] read = new @Nullable Object[columns.size()];
                for (int i = 0; i < read.length; i++) {
                    read[i] = result.getObject(i + 1);
                }
                rows.add(new Row(columns, read));
            }
            return rows;
        }
    }

    /** @throws IllegalStateException if there is no such row, or more than one */
    Row one(String sql, @Nullable Object... values) throws SQLException {
        List<Row> rows = query(sql, values);
        if (rows.size() != 1) {
            throw new IllegalStateException(rows.size() + " rows instead of one: " + sql);
        }
        return rows.getFirst();
    }

    /** @throws IllegalStateException if it does not change exactly one row */
    void change(String sql, @Nullable Object... values) throws SQLException {
        send();
        heard.accept(sql);
        requireOne(bound(sql, values).executeUpdate(), sql);
    }

    /** A change whose outcome nobody asks for, sent at once or, if the database is remote, with the others. */
    void changeSometime(String sql, @Nullable Object... values) throws SQLException {
        if (remote) {
            putOff.add(new Change(sql, values));
        } else {
            change(sql, values);
        }
    }

    private void send() throws SQLException {
        if (putOff.isEmpty()) {
            return;
        }
        String all = putOff.stream().map(Change::sql).collect(Collectors.joining(";"));
        PreparedStatement statement = statement(all);
        int place = 1;
        for (Change change : putOff) {
            heard.accept(change.sql);
            for (Object value : change.values) {
                statement.setObject(place++, value);
            }
        }
        boolean _ = statement.execute();
        for (Change change : putOff) {
            requireOne(statement.getUpdateCount(), change.sql);
            boolean _ = statement.getMoreResults();
        }
        putOff.clear();
    }

    /** The same statement for several rows, as one batch or, where few changes are sent together, one after the other. */
    void changeEach(String sql, List<@Nullable Object[]> rows) throws SQLException {
        if (remote && rows.size() <= FEW) {
            for (@Nullable Object[] row : rows) {
                changeSometime(sql, row);
            }
            return;
        }
        send();
        heard.accept(sql);
        for (@Nullable Object[] row : rows) {
            bound(sql, row).addBatch();
        }
        for (int changed : statement(sql).executeBatch()) {
            requireOne(changed, sql);
        }
    }

    private static void requireOne(int changed, String sql) {
        if (changed != 1) {
            throw new IllegalStateException(changed + " rows changed instead of one: " + sql);
        }
    }

    /** Begins or ends a transaction where that is a statement. */
    void control(String sql) throws SQLException {
        boolean _ = statement(sql).execute();
    }

    /** Settings of the connection. */
    PreparedConnection with(String... settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String setting : settings) {
                boolean _ = statement.execute(setting);
            }
        }
        return this;
    }

    /** Runs the work in a transaction; a loop that goes wrong breaks off, and leaves it open. */
    <T> T transaction(RawDatabase.Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T result = work.in(this);
        send();
        connection.commit();
        connection.setAutoCommit(true);
        return result;
    }

    private PreparedStatement bound(String sql, @Nullable Object[] values) throws SQLException {
        PreparedStatement statement = statement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    private static Map<String, Integer> columns(ResultSetMetaData result) throws SQLException {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 1; i <= result.getColumnCount(); i++) {
            columns.put(result.getColumnLabel(i), i - 1);
        }
        return Map.copyOf(columns);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
