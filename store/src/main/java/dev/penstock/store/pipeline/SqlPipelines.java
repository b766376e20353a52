package dev.penstock.store.pipeline;

import dev.penstock.engine.PipelineState;
import dev.penstock.engine.PipelineState.StageState;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.store.document.Documents;
import dev.penstock.store.execution.Executions;
import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

/** {@link Pipelines} in tables. */
public final class SqlPipelines implements Pipelines {

    /** Executions that go with their pipeline at once. */
    private static final int SHORT_HISTORY = 20;

    /** In place of the account; of the name, which another pipeline may have now, the id. */
    private static final String DELETED = "";

    private static final String NOT_DELETED = " AND account_id <> '" + DELETED + "'";

    private final Session session;
    private final Executions executions;
    private final Definitions definitions;
    /** What this transaction locked, with the stage states and the counter as it left them. */
    private final Map<String, Row> locked = new HashMap<>();

    private record Row(
            PipelineRef ref, int version, long counter, Map<String, StageState> stages, boolean pollingDisabled) {
        Row saved(Map<String, StageState> next, long nextCounter) {
            return new Row(ref, version, nextCounter, next, pollingDisabled);
        }

        Row polled(boolean polled) {
            return new Row(ref, version, counter, stages, !polled);
        }
    }

    public SqlPipelines(Session session, Executions executions, DefinitionCache cache) {
        this.session = session;
        this.executions = executions;
        this.definitions = new Definitions(session, cache);
    }

    @Override
    public void insert(PipelineRef ref, PipelineDefinition definition, Instant now) {
        session.handle()
                .createUpdate("""
                        INSERT INTO pipeline
                            (id, account_id, region, name, version, type, mode, created, updated, counter, stages)
                        VALUES (:id, :account, :region, :name, :version, :type, :mode, :now, :now, 0, '{}')
                        """)
                .bind("id", ref.id())
                .bind("account", ref.accountId())
                .bind("region", ref.region())
                .bind("name", ref.name())
                .bind("version", definition.version())
                .bind("type", definition.declaration().pipelineTypeAsString())
                .bind("mode", definition.declaration().executionModeAsString())
                .bind("now", Moments.micros(now))
                .execute();
        definitions.insert(ref.id(), definition, now);
    }

    @Override
    public Optional<PipelineRecord> find(String accountId, String region, String name) {
        return session.handle()
                .createQuery("SELECT * FROM pipeline WHERE account_id = :account AND region = :region AND name = :name")
                .bind("account", accountId)
                .bind("region", region)
                .bind("name", name)
                .map(SqlPipelines::record)
                .findOne();
    }

    @Override
    public Optional<PipelineRecord> findById(String pipelineId) {
        return session.handle()
                .createQuery("SELECT * FROM pipeline WHERE id = :id" + NOT_DELETED)
                .bind("id", pipelineId)
                .map(SqlPipelines::record)
                .findOne();
    }

    @Override
    public Optional<PipelineDefinition> definition(String pipelineId, int version) {
        return definitions.find(pipelineId, version);
    }

    @Override
    public void addVersion(PipelineRef ref, PipelineDefinition definition, Instant now) {
        definitions.insert(ref.id(), definition, now);
        session.handle()
                .createUpdate("""
                        UPDATE pipeline SET version = :version, type = :type, mode = :mode, updated = :now
                        WHERE id = :id
                        """)
                .bind("version", definition.version())
                .bind("type", definition.declaration().pipelineTypeAsString())
                .bind("mode", definition.declaration().executionModeAsString())
                .bind("now", Moments.micros(now))
                .bind("id", ref.id())
                .execute();
    }

    @Override
    public void disablePolling(String pipelineId, Instant now) {
        session.handle()
                .createUpdate("UPDATE pipeline SET polling_disabled_at = :now WHERE id = :id")
                .bind("now", Moments.micros(now))
                .bind("id", pipelineId)
                .execute();
        locked.computeIfPresent(pipelineId, (id, row) -> row.polled(false));
    }

    @Override
    public boolean enablePolling(String pipelineId) {
        Row row = locked.get(pipelineId);
        if (row != null && !row.pollingDisabled()) {
            return false;
        }
        locked.computeIfPresent(pipelineId, (id, before) -> before.polled(true));
        return session.handle().createUpdate("""
                        UPDATE pipeline SET polling_disabled_at = NULL
                        WHERE id = :id AND polling_disabled_at IS NOT NULL
                        """).bind("id", pipelineId).execute() == 1;
    }

    @Override
    public PipelineState lock(String pipelineId, Collection<String> executionIds) {
        Row row = row(pipelineId, session.dialect().lockRow());
        locked.put(pipelineId, row);
        return state(row, executionIds);
    }

    @Override
    public PipelineState load(String pipelineId, Collection<String> executionIds) {
        return state(row(pipelineId, ""), executionIds);
    }

    @Override
    public PipelineState loadShown(String pipelineId) {
        Row row = row(pipelineId, "");
        List<String> latest = row.stages().values().stream()
                .map(StageState::latestExecutionId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return state(row, latest);
    }

    private Row row(String pipelineId, String lock) {
        return session.handle()
                .createQuery("SELECT * FROM pipeline WHERE id = :id" + NOT_DELETED + lock)
                .bind("id", pipelineId)
                .map((row, context) -> new Row(
                        ref(row),
                        row.getInt("version"),
                        row.getLong("counter"),
                        Documents.recallMap(row.getString("stages"), StageState.class),
                        Moments.getOrNull(row, "polling_disabled_at") != null))
                .findOne()
                .orElseThrow(() -> new PipelineGoneException(pipelineId));
    }

    private PipelineState state(Row row, Collection<String> executionIds) {
        PipelineDefinition current = version(row.ref(), row.version());
        Set<String> named = new LinkedHashSet<>(executionIds);
        named.addAll(PipelineState.rollbackTargets(current, row.stages()));
        Map<String, PipelineExecution> loaded = new LinkedHashMap<>();
        Map<Integer, PipelineDefinition> versions = new HashMap<>();
        versions.put(row.version(), current);
        for (PipelineExecution execution : executions.liveAnd(row.ref().id(), named)) {
            loaded.put(execution.id(), execution);
            versions.computeIfAbsent(execution.version(), version -> version(row.ref(), version));
        }
        return new PipelineState(row.ref(), row.version(), versions, row.stages(), loaded, row.counter());
    }

    private PipelineDefinition version(PipelineRef pipeline, int version) {
        return definitions
                .find(pipeline.id(), version)
                .orElseThrow(() -> new IllegalStateException(
                        "version " + version + " of pipeline " + pipeline.name() + " is not stored"));
    }

    /** Keeps what a decision changed of a pipeline that this transaction locked. */
    public void save(PipelineRef pipeline, Map<String, StageState> changed, long counter) {
        Row before = locked.get(pipeline.id());
        if (before == null) {
            throw new IllegalStateException("pipeline " + pipeline.name() + " must be locked before it changes");
        }
        if (changed.isEmpty() && counter == before.counter()) {
            return;
        }
        Map<String, StageState> stages = new LinkedHashMap<>(before.stages());
        stages.putAll(changed);
        session.change(
                "UPDATE pipeline SET counter = :counter, stages = :stages WHERE id = :id",
                values -> values.bind("counter", counter)
                        .bind("stages", Documents.keepMap(stages, StageState.class))
                        .bind("id", pipeline.id()));
        locked.put(pipeline.id(), before.saved(stages, counter));
    }

    @Override
    public void delete(String pipelineId) {
        if (hasMoreThan(SHORT_HISTORY, pipelineId)) {
            session.handle()
                    .createUpdate("UPDATE pipeline SET account_id = :deleted, name = id WHERE id = :id")
                    .bind("deleted", DELETED)
                    .bind("id", pipelineId)
                    .execute();
            session.handle()
                    .createUpdate("DELETE FROM source_cursor WHERE pipeline_id = :id")
                    .bind("id", pipelineId)
                    .execute();
        } else {
            deleteRow(pipelineId);
        }
    }

    private boolean hasMoreThan(int count, String pipelineId) {
        return session.handle()
                .createQuery("SELECT id FROM execution WHERE pipeline_id = :id ORDER BY sequence LIMIT 1 OFFSET :count")
                .bind("id", pipelineId)
                .bind("count", count)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    private void deleteRow(String pipelineId) {
        session.handle()
                .createUpdate("DELETE FROM pipeline WHERE id = :id")
                .bind("id", pipelineId)
                .execute();
    }

    @Override
    public List<String> deleted(int limit) {
        return session.handle()
                .createQuery("SELECT id FROM pipeline WHERE account_id = :deleted ORDER BY region, name LIMIT :limit")
                .bind("deleted", DELETED)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    @Override
    public void deleteMore(String pipelineId, int some) {
        session.handle()
                .createUpdate("""
                        DELETE FROM execution WHERE pipeline_id = :id AND id IN (
                            SELECT id FROM execution WHERE pipeline_id = :id ORDER BY sequence LIMIT :some)
                        """)
                .bind("id", pipelineId)
                .bind("some", some)
                .execute();
        if (!hasMoreThan(0, pipelineId)) {
            deleteRow(pipelineId);
        }
    }

    @Override
    public List<PipelineRecord> list(String accountId, String region, @Nullable String afterName, int limit) {
        return session.handle()
                .createQuery("""
                        SELECT * FROM pipeline
                        WHERE account_id = :account AND region = :region AND name > :after
                        ORDER BY name LIMIT :limit
                        """)
                .bind("account", accountId)
                .bind("region", region)
                .bind("after", afterName == null ? "" : afterName)
                .bind("limit", limit)
                .map(SqlPipelines::record)
                .list();
    }

    @Override
    public int count(String accountId, String region, int limit) {
        return session.handle()
                .createQuery("""
                        SELECT count(*) FROM
                            (SELECT 1 FROM pipeline WHERE account_id = :account AND region = :region LIMIT :limit) AS counted
                        """)
                .bind("account", accountId)
                .bind("region", region)
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one();
    }

    private static PipelineRecord record(ResultSet row, StatementContext context) throws SQLException {
        return new PipelineRecord(
                ref(row),
                row.getInt("version"),
                PipelineType.fromValue(row.getString("type")),
                ExecutionMode.fromValue(row.getString("mode")),
                Moments.get(row, "created"),
                Moments.get(row, "updated"),
                Moments.getOrNull(row, "polling_disabled_at"));
    }

    private static PipelineRef ref(ResultSet row) throws SQLException {
        return new PipelineRef(
                row.getString("id"), row.getString("account_id"), row.getString("region"), row.getString("name"));
    }
}
