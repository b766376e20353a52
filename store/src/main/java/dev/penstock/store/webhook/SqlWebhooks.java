package dev.penstock.store.webhook;

import dev.penstock.store.document.Documents;
import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.WebhookDefinition;

/** {@link Webhooks} in a table. */
public final class SqlWebhooks implements Webhooks {
    private static final String BY_NAME = " WHERE account_id = :account AND region = :region AND name = :name";

    private final Session session;

    /** What is encrypted. */
    private record Sealed(
            String token,
            WebhookDefinition definition,
            @Nullable String registration) {}

    public SqlWebhooks(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Webhook> find(String accountId, String region, String name) {
        return named(session.handle().createQuery("SELECT * FROM webhook" + BY_NAME), accountId, region, name)
                .map(this::webhook)
                .findOne();
    }

    @Override
    public Optional<Webhook> findByToken(String token) {
        return session.handle()
                .createQuery("SELECT * FROM webhook WHERE token_hash = :hash")
                .bind("hash", hash(token))
                .map(this::webhook)
                .findOne();
    }

    @Override
    public void insert(Webhook webhook) {
        named(session.handle().createUpdate("""
                        INSERT INTO webhook (account_id, region, name, token_hash, sealed)
                        VALUES (:account, :region, :name, :hash, :sealed)
                        """), webhook)
                .bind("hash", hash(webhook.token()))
                .bind("sealed", sealed(webhook))
                .execute();
    }

    @Override
    public void update(Webhook webhook) {
        named(session.handle().createUpdate("UPDATE webhook SET sealed = :sealed" + BY_NAME), webhook)
                .bind("sealed", sealed(webhook))
                .execute();
    }

    @Override
    public void triggered(Webhook webhook, Instant now) {
        named(
                        session.handle()
                                .createUpdate("UPDATE webhook SET last_triggered = :now, error_code = NULL,"
                                        + " error_message = NULL" + BY_NAME),
                        webhook)
                .bind("now", Moments.micros(now))
                .execute();
    }

    @Override
    public void failed(Webhook webhook, Webhook.Failure error) {
        named(
                        session.handle()
                                .createUpdate(
                                        "UPDATE webhook SET error_code = :code, error_message = :message" + BY_NAME),
                        webhook)
                .bind("code", error.code())
                .bind("message", error.message())
                .execute();
    }

    @Override
    public void delete(String accountId, String region, String name) {
        named(session.handle().createUpdate("DELETE FROM webhook" + BY_NAME), accountId, region, name)
                .execute();
    }

    @Override
    public List<Webhook> list(String accountId, String region, @Nullable String afterName, int limit) {
        return session.handle()
                .createQuery("""
                        SELECT * FROM webhook WHERE account_id = :account AND region = :region AND name > :after
                        ORDER BY name LIMIT :limit
                        """)
                .bind("account", accountId)
                .bind("region", region)
                .bind("after", afterName == null ? "" : afterName)
                .bind("limit", limit)
                .map(this::webhook)
                .list();
    }

    @Override
    public int count(String accountId, String region) {
        return session.handle()
                .createQuery("SELECT count(*) FROM webhook WHERE account_id = :account AND region = :region")
                .bind("account", accountId)
                .bind("region", region)
                .mapTo(Integer.class)
                .one();
    }

    private Webhook webhook(ResultSet row, StatementContext context) throws SQLException {
        String account = row.getString("account_id");
        String region = row.getString("region");
        String code = row.getString("error_code");
        Sealed sealed = Documents.read(
                session.sealer().unseal(row.getBytes("sealed"), place(account, region, row.getString("name"))),
                Sealed.class);
        return new Webhook(
                account,
                region,
                sealed.token(),
                sealed.definition(),
                sealed.registration(),
                Moments.getOrNull(row, "last_triggered"),
                code == null ? null : new Webhook.Failure(code, row.getString("error_message")));
    }

    private byte[] sealed(Webhook webhook) {
        Sealed clear = new Sealed(webhook.token(), webhook.definition(), webhook.registration());
        return session.sealer()
                .seal(Documents.bytes(clear), place(webhook.accountId(), webhook.region(), webhook.name()));
    }

    private static String place(String accountId, String region, String name) {
        return "webhook:" + accountId + "/" + region + "/" + name;
    }

    private static <S extends SqlStatement<S>> S named(S statement, Webhook webhook) {
        return named(statement, webhook.accountId(), webhook.region(), webhook.name());
    }

    private static <S extends SqlStatement<S>> S named(S statement, String accountId, String region, String name) {
        return statement.bind("account", accountId).bind("region", region).bind("name", name);
    }

    /** Looked up by its hash, so neither the database nor the time of a comparison tells anything of a token. */
    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
