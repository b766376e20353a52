package dev.penstock.store.account;

import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** {@link AccessKeys} in tables. */
public final class SqlAccessKeys implements AccessKeys {

    private final Session session;

    public SqlAccessKeys(Session session) {
        this.session = session;
    }

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return session.handle()
                .createQuery("SELECT * FROM access_key WHERE id = :id")
                .bind("id", accessKeyId)
                .map(this::accessKey)
                .findOne();
    }

    @Override
    public void insert(AccessKey key) {
        session.handle()
                .createUpdate("""
                        INSERT INTO access_key
                            (id, account_id, principal_arn, secret_sealed, policy, administrator, created)
                        VALUES (:id, :account, :principal, :secret, :policy, :administrator, :created)
                        """)
                .bind("id", key.id())
                .bind("account", key.accountId())
                .bind("principal", key.principalArn())
                .bind("secret", session.sealer().seal(key.secret(), place(key.id())))
                .bind("policy", key.policy())
                .bind("administrator", key.administrator())
                .bind("created", Moments.micros(key.created()))
                .execute();
    }

    @Override
    public List<AccessKey> list(String accountId) {
        return session.handle()
                .createQuery("SELECT * FROM access_key WHERE account_id = :account ORDER BY id")
                .bind("account", accountId)
                .map(this::accessKey)
                .list();
    }

    @Override
    public void delete(String accessKeyId) {
        session.handle()
                .createUpdate("DELETE FROM access_key WHERE id = :id")
                .bind("id", accessKeyId)
                .execute();
    }

    private AccessKey accessKey(ResultSet row, StatementContext context) throws SQLException {
        String id = row.getString("id");
        return new AccessKey(
                id,
                row.getString("account_id"),
                row.getString("principal_arn"),
                session.sealer().openText(row.getBytes("secret_sealed"), place(id)),
                row.getString("policy"),
                row.getBoolean("administrator"),
                Moments.get(row, "created"));
    }

    private static String place(String id) {
        return "access-key:" + id;
    }
}
