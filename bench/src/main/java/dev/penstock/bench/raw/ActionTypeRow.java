package dev.penstock.bench.raw;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the database knows an action type and the customer who uses it.
 *
 * @param name its parts with slashes between them
 */
record ActionTypeRow(String name, Row type, Row client) {

    /** @param pipeline of the customer */
    static ActionTypeRow read(PreparedConnection tx, Row pipeline, String name) throws SQLException {
        List<String> parts = List.of(name.split("/"));
        return new ActionTypeRow(
                name,
                tx.one(
                        "SELECT * FROM action_type WHERE category = ? AND owner = ? AND provider = ? AND version = ?",
                        parts.toArray()),
                tx.one(
                        "SELECT * FROM client WHERE account_id = ? AND action_type = ?",
                        pipeline.text("account_id"),
                        name));
    }

    /** As {@link CycleSql#ACTION_TYPE} asks for it. */
    @Nullable
    Object[] key() {
        return new @Nullable Object[] {
            type.get("owner"),
            type.get("scope"),
            type.get("region"),
            type.get("category"),
            type.get("provider"),
            type.get("version")
        };
    }

    /** As {@link CycleSql#CLIENT_OF_CUSTOMER} asks for it. */
    @Nullable
    Object[] customer() {
        return new @Nullable Object[] {client.get("account_id"), client.get("region"), client.get("action_type")};
    }

    String clientId() {
        return client.text("client_id");
    }
}
