package dev.penstock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** That a statement is compiled once, however often it runs. */
class CachedStatementsTest {
    private final List<String> prepared = new ArrayList<>();

    @Test
    void preparesAStatementWithNamesOnce() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Handle handle = Connected.to(counted(connection))) {
            handle.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)");
            for (int i = 0; i < 3; i++) {
                handle.createUpdate("INSERT INTO t (a, b) VALUES (:a, :b)")
                        .bind("a", i)
                        .bind("b", i == 1 ? null : "b" + i)
                        .execute();
                handle.prepareBatch("UPDATE t SET b = :b WHERE a = :a")
                        .bind("a", i)
                        .bind("b", "c" + i)
                        .add()
                        .execute();
                assertThat(handle.createQuery("SELECT b FROM t WHERE a = :a")
                                .bind("a", i)
                                .mapTo(String.class)
                                .one())
                        .isEqualTo("c" + i);
            }
            assertThat(handle.createQuery("SELECT count(*) FROM t")
                            .mapTo(Integer.class)
                            .one())
                    .isEqualTo(3);
        }
        assertThat(prepared).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(4);
    }

    private Connection counted(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        prepared.add((String) arguments[0]);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
