package dev.penstock.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one PostgreSQL. Each statement has an end: the server breaks it off after 30 seconds, and where the server
 * itself is gone without a word the socket is closed a little later.
 */
final class PostgresConnections {

    /** Within which a connection of one purpose is made and its statements are answered. */
    static final int SINGLE_TIMEOUT_SECONDS = 10;

    private static final int SIZE = 10;
    private static final long TIMEOUT_MILLIS = 10_000;
    private static final String CONNECT_SECONDS = "10";
    private static final String SERVER_OPTIONS =
            "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000";

    private final String url;
    private final @Nullable String user;
    private final @Nullable String password;

    PostgresConnections(String url, @Nullable String user, @Nullable String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** A pool for transactions that write. The first connection is made now. */
    HikariDataSource writers(String name) {
        HikariConfig config = pool(name);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    /** A pool for transactions that read from one snapshot. Made even if the database does not answer yet. */
    HikariDataSource readers(String name, long connectionTimeoutMillis) {
        HikariConfig config = pool(name);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setReadOnly(true);
        config.addDataSourceProperty("readOnlyMode", "always"); // outside of transactions as well
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(connectionTimeoutMillis);
        return new HikariDataSource(config);
    }

    HikariDataSource readers(String name) {
        return readers(name, TIMEOUT_MILLIS);
    }

    private HikariConfig pool(String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(SIZE);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(TIMEOUT_MILLIS);
        Properties properties = properties(name);
        if (url.contains("socketFactory=")) {
            // Whoever brings sockets of his own gets their own time-out.
            properties.setProperty("socketTimeout", Long.toString(ReadWatch.LONGEST_READ.toSeconds()));
        } else {
            properties.setProperty("socketFactory", WatchedSockets.class.getName());
        }
        config.setDataSourceProperties(properties);
        return config;
    }

    /** A connection beside the pools, for one purpose, in autocommit. */
    Connection single(String name) throws SQLException {
        Properties properties = properties(name);
        properties.setProperty("socketTimeout", Integer.toString(SINGLE_TIMEOUT_SECONDS));
        return DriverManager.getConnection(url, properties);
    }

    private Properties properties(String name) {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", name);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("options", SERVER_OPTIONS);
        return properties;
    }
}
