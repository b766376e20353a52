package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver closes a statement that failed for want of space, so a commit that failed once must be compiled again. */
class SqliteBoundsTest {
    @TempDir
    Path folder;

    private final AtomicBoolean full = new AtomicBoolean();

    @Test
    void aCommitThatFailedOnAFullDiskDoesNotKeepLaterOnesFromSucceeding() throws SQLException {
        try (Connection real = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bounds.db"));
                Handle handle = Jdbi.open(onADiskThatMayBeFull(real))) {
            SqliteBounds bounds = SqliteBounds.ofWriter(handle);
            handle.execute("CREATE TABLE kept (id INTEGER)");
            bounds.begin();
            bounds.commit();

            full.set(true);
            bounds.begin();
            handle.execute("INSERT INTO kept VALUES (1)");
            assertThatThrownBy(bounds::commit).isInstanceOf(TransactionException.class);
            bounds.rollBack();

            full.set(false);
            bounds.begin();
            handle.execute("INSERT INTO kept VALUES (2)");
            bounds.commit();
            assertThat(handle.createQuery("SELECT id FROM kept")
                            .mapTo(Integer.class)
                            .list())
                    .containsExactly(2);
        }
    }

    /** Commits fail as the driver's do on a full disk: the statement is closed, then the error comes. */
    private Connection onADiskThatMayBeFull(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof PreparedStatement statement && "COMMIT".equals(arguments[0])
                                ? failingWhenFull(statement)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private PreparedStatement failingWhenFull(PreparedStatement commit) {
        return (PreparedStatement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
                    if (full.get() && method.getName().equals("execute")) {
                        commit.close();
                        throw new SQLException("database or disk is full");
                    }
                    try {
                        return method.invoke(commit, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
