package dev.penstock.store.actiontype;

import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.store.document.Documents;
import dev.penstock.store.recent.RecentRows;
import dev.penstock.store.sql.Session;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;

/** {@link StoredActionTypes} in tables. */
public final class SqlStoredActionTypes implements StoredActionTypes {

    private static final String PARTNERS = "";

    private final Session session;
    private final RecentRows<StoredTypeKey, ActionType>.View recent;

    public SqlStoredActionTypes(Session session, RecentRows<StoredTypeKey, ActionType>.View recent) {
        this.session = session;
        this.recent = recent;
    }

    @Override
    public Optional<ActionType> findCustom(ActionTypeKey key, String accountId, String region) {
        return find(key, accountId, region);
    }

    @Override
    public Optional<ActionType> findPartner(ActionTypeKey key, String region) {
        return find(key, PARTNERS, region);
    }

    @Override
    public Optional<ActionType> recentCustom(
            ActionTypeKey key, String accountId, String region, Predicate<ActionType> allows) {
        return recent(key, accountId, region, allows);
    }

    @Override
    public Optional<ActionType> recentPartner(ActionTypeKey key, String region, Predicate<ActionType> allows) {
        return recent(key, PARTNERS, region, allows);
    }

    private Optional<ActionType> recent(ActionTypeKey key, String scope, String region, Predicate<ActionType> allows) {
        return recent.find(new StoredTypeKey(key, scope, region), allows, () -> find(key, scope, region));
    }

    private Optional<ActionType> find(ActionTypeKey key, String scope, String region) {
        return bindKey(session.handle().createQuery("""
                                SELECT document FROM action_type
                                WHERE owner = :owner AND scope = :scope AND region = :region
                                    AND category = :category AND provider = :provider AND version = :version
                                """), key, scope, region)
                .map((row, context) -> Documents.recall(row.getString("document"), ActionType.class))
                .findOne();
    }

    @Override
    public void insert(ActionType type) {
        write("""
                INSERT INTO action_type (owner, scope, region, category, provider, version, deleted, document)
                VALUES (:owner, :scope, :region, :category, :provider, :version, :deleted, :document)
                """, type);
    }

    @Override
    public void update(ActionType type) {
        write("""
                UPDATE action_type SET deleted = :deleted, document = :document
                WHERE owner = :owner AND scope = :scope AND region = :region
                    AND category = :category AND provider = :provider AND version = :version
                """, type);
    }

    private void write(String sql, ActionType type) {
        String owner = Objects.requireNonNull(type.ownerAccount(), "a built-in type is not stored");
        String region = Objects.requireNonNull(type.region(), "a built-in type is not stored");
        boolean custom = type.key().owner() == ActionOwner.CUSTOM;
        bindKey(session.handle().createUpdate(sql), type.key(), custom ? owner : PARTNERS, region)
                .bind("deleted", type.deleted())
                .bind("document", Documents.write(type))
                .execute();
        recent.changed();
    }

    @Override
    public List<ActionType> list(
            String accountId, String region, @Nullable ActionOwner owner, @Nullable ActionTypeKey after, int limit) {
        return Stream.of(ActionOwner.THIRD_PARTY, ActionOwner.CUSTOM)
                .filter(each -> owner == null || owner == each)
                .filter(each -> after == null || rank(each) >= rank(after.owner()))
                .flatMap(each -> {
                    boolean resumes = after != null && after.owner() == each;
                    String scope = each == ActionOwner.CUSTOM ? accountId : PARTNERS;
                    return listOf(each, scope, region, resumes ? after : null).stream();
                })
                .filter(type -> visible(type, accountId))
                .limit(limit)
                .toList();
    }

    private List<ActionType> listOf(ActionOwner owner, String scope, String region, @Nullable ActionTypeKey after) {
        return session.handle()
                .createQuery("""
                        SELECT document FROM action_type
                        WHERE owner = :owner AND scope = :scope AND region = :region AND NOT deleted
                            AND (category, provider, version) > (:category, :provider, :version)
                        ORDER BY category, provider, version
                        """)
                .bind("owner", owner.toString())
                .bind("scope", scope)
                .bind("region", region)
                .bind("category", after == null ? "" : after.category().toString())
                .bind("provider", after == null ? "" : after.provider())
                .bind("version", after == null ? "" : after.version())
                .map((row, context) -> Documents.read(row.getString("document"), ActionType.class))
                .list();
    }

    private static int rank(ActionOwner owner) {
        return owner == ActionOwner.CUSTOM ? 1 : 0;
    }

    private static boolean visible(ActionType type, String accountId) {
        return type.usableBy(accountId)
                || (type.performer() instanceof Performer.PartnerWorkers workers
                        && workers.pollingAccounts().contains(accountId));
    }

    @Override
    public int countCustom(String accountId, String region) {
        return session.handle()
                .createQuery("""
                        SELECT count(*) FROM action_type
                        WHERE owner = 'Custom' AND scope = :scope AND region = :region AND NOT deleted
                        """)
                .bind("scope", accountId)
                .bind("region", region)
                .mapTo(Integer.class)
                .one();
    }

    private static <S extends SqlStatement<S>> S bindKey(S statement, ActionTypeKey key, String scope, String region) {
        return statement
                .bind("owner", key.owner().toString())
                .bind("scope", scope)
                .bind("region", region)
                .bind("category", key.category().toString())
                .bind("provider", key.provider())
                .bind("version", key.version());
    }
}
