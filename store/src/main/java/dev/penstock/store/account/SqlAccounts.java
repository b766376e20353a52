package dev.penstock.store.account;

import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** {@link Accounts} in tables. */
public final class SqlAccounts implements Accounts {

    private final Session session;

    public SqlAccounts(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Account> find(String accountId) {
        return session.handle()
                .createQuery("SELECT * FROM account WHERE id = :id")
                .bind("id", accountId)
                .map(SqlAccounts::account)
                .findOne();
    }

    @Override
    public void insert(Account account) {
        session.handle()
                .createUpdate("INSERT INTO account (id, name, created) VALUES (:id, :name, :created)")
                .bind("id", account.id())
                .bind("name", account.name())
                .bind("created", Moments.micros(account.created()))
                .execute();
    }

    @Override
    public List<Account> list() {
        return session.handle()
                .createQuery("SELECT * FROM account ORDER BY id")
                .map(SqlAccounts::account)
                .list();
    }

    private static Account account(ResultSet row, StatementContext context) throws SQLException {
        return new Account(row.getString("id"), row.getString("name"), Moments.get(row, "created"));
    }
}
