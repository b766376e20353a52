package dev.penstock.store.account;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.store.recent.RecentRows;
import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** {@link Clients} in tables. */
public final class SqlClients implements Clients {

    private final Session session;
    private final RecentRows<ClientKey, Client>.View recent;

    public SqlClients(Session session, RecentRows<ClientKey, Client>.View recent) {
        this.session = session;
        this.recent = recent;
    }

    @Override
    public Optional<Client> recent(ClientKey key) {
        return recent.find(key, client -> true, () -> switch (key) {
            case ClientKey.Id(String clientId) -> find(clientId);
            case ClientKey.Customer(String account, String region, ActionTypeKey type) -> find(account, region, type);
        });
    }

    @Override
    public Optional<Client> find(String clientId) {
        return session.handle()
                .createQuery("SELECT * FROM client WHERE client_id = :id")
                .bind("id", clientId)
                .map(this::client)
                .findOne();
    }

    @Override
    public Optional<Client> find(String accountId, String region, ActionTypeKey actionType) {
        return session.handle()
                .createQuery("""
                        SELECT * FROM client
                        WHERE account_id = :account AND region = :region AND action_type = :type
                        """)
                .bind("account", accountId)
                .bind("region", region)
                .bind("type", actionType.toString())
                .map(this::client)
                .findOne();
    }

    @Override
    public boolean accepts(String clientId, String token, Instant now) {
        byte[] given = hash(token);
        return session.handle()
                .createQuery("SELECT token_hash, previous_hash, previous_until FROM client WHERE client_id = :id")
                .bind("id", clientId)
                .map((row, context) -> {
                    Instant until = Moments.getOrNull(row, "previous_until");
                    byte[] previous = row.getBytes("previous_hash");
                    boolean current = MessageDigest.isEqual(row.getBytes("token_hash"), given);
                    boolean before = previous != null
                            && until != null
                            && now.isBefore(until)
                            && MessageDigest.isEqual(previous, given);
                    return current || before;
                })
                .findOne()
                .orElse(false);
    }

    @Override
    public void insert(Client client) {
        bindTokens(session.handle().createUpdate("""
                                INSERT INTO client (client_id, account_id, region, action_type, token_sealed, token_hash,
                                    previous_sealed, previous_hash, previous_until, created)
                                VALUES (:id, :account, :region, :type, :token, :hash,
                                    :previous, :previousHash, :previousUntil, :created)
                                """), client)
                .bind("account", client.accountId())
                .bind("region", client.region())
                .bind("type", client.actionType().toString())
                .bind("created", Moments.micros(client.created()))
                .execute();
        recent.changed();
    }

    @Override
    public void update(Client client) {
        bindTokens(session.handle().createUpdate("""
                                UPDATE client
                                SET token_sealed = :token, token_hash = :hash, previous_sealed = :previous,
                                    previous_hash = :previousHash, previous_until = :previousUntil
                                WHERE client_id = :id
                                """), client).execute();
        recent.changed();
    }

    private <S extends SqlStatement<S>> S bindTokens(S statement, Client client) {
        String id = client.clientId();
        String previous = client.previousToken();
        return statement
                .bind("id", id)
                .bind("token", session.sealer().seal(client.token(), place(id)))
                .bind("hash", hash(client.token()))
                .bind("previous", previous == null ? null : session.sealer().seal(previous, place(id)))
                .bind("previousHash", previous == null ? null : hash(previous))
                .bind("previousUntil", Moments.microsOrNull(client.previousUntil()));
    }

    private Client client(ResultSet row, StatementContext context) throws SQLException {
        String id = row.getString("client_id");
        return new Client(
                id,
                row.getString("account_id"),
                row.getString("region"),
                ActionTypeKey.parse(row.getString("action_type")),
                session.sealer().openText(row.getBytes("token_sealed"), place(id)),
                unsealed(row.getBytes("previous_sealed"), id),
                Moments.getOrNull(row, "previous_until"),
                Moments.get(row, "created"));
    }

    private @Nullable String unsealed(byte @Nullable [] sealed, String clientId) {
        return sealed == null ? null : session.sealer().unsealText(sealed, place(clientId));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String place(String clientId) {
        return "client:" + clientId;
    }
}
