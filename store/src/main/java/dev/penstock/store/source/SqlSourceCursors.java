package dev.penstock.store.source;

import dev.penstock.engine.definition.PolledSource;
import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link SourceCursors} in tables. */
public final class SqlSourceCursors implements SourceCursors {

    private final Session session;

    public SqlSourceCursors(Session session) {
        this.session = session;
    }

    @Override
    public void follow(String pipelineId, List<PolledSource> sources) {
        List<String> names = new ArrayList<>(List.of(""));
        for (PolledSource source : sources) {
            names.add(source.actionName());
            if (source.polled()) {
                put(pipelineId, source);
            } else {
                putOnlyIfThere(pipelineId, source);
            }
        }
        session.handle()
                .createUpdate(
                        "DELETE FROM source_cursor WHERE pipeline_id = :pipeline AND action_name NOT IN (<names>)")
                .bind("pipeline", pipelineId)
                .bindList("names", names)
                .execute();
    }

    private void put(String pipelineId, PolledSource source) {
        session.handle()
                .createUpdate("""
                        INSERT INTO source_cursor (pipeline_id, action_name, bucket, object_key, polled)
                        VALUES (:pipeline, :action, :bucket, :key, TRUE)
                        ON CONFLICT (pipeline_id, action_name) DO UPDATE SET
                            revision = CASE
                                WHEN source_cursor.bucket = excluded.bucket
                                    AND source_cursor.object_key = excluded.object_key
                                THEN source_cursor.revision END,
                            bucket = excluded.bucket, object_key = excluded.object_key, polled = TRUE,
                            failure_code = NULL, failure_message = NULL, failed_at = NULL
                        """)
                .bind("pipeline", pipelineId)
                .bind("action", source.actionName())
                .bind("bucket", source.bucket())
                .bind("key", source.objectKey())
                .execute();
    }

    /** A source that was never polled needs no cursor. */
    private void putOnlyIfThere(String pipelineId, PolledSource source) {
        session.handle()
                .createUpdate("""
                        UPDATE source_cursor SET
                            revision = CASE WHEN bucket = :bucket AND object_key = :key THEN revision END,
                            bucket = :bucket, object_key = :key, polled = FALSE,
                            failure_code = NULL, failure_message = NULL, failed_at = NULL
                        WHERE pipeline_id = :pipeline AND action_name = :action
                        """)
                .bind("pipeline", pipelineId)
                .bind("action", source.actionName())
                .bind("bucket", source.bucket())
                .bind("key", source.objectKey())
                .execute();
    }

    @Override
    public List<SourceCursor> polled(String pipelineId) {
        return session.handle()
                .createQuery(
                        "SELECT * FROM source_cursor WHERE pipeline_id = :pipeline AND polled ORDER BY action_name")
                .bind("pipeline", pipelineId)
                .map((row, context) -> new SourceCursor(
                        row.getString("action_name"),
                        row.getString("bucket"),
                        row.getString("object_key"),
                        row.getString("revision")))
                .list();
    }

    @Override
    public List<SourceFailure> failures(String pipelineId) {
        return session.handle()
                .createQuery("SELECT * FROM source_cursor WHERE pipeline_id = :pipeline AND failed_at IS NOT NULL"
                        + " ORDER BY action_name")
                .bind("pipeline", pipelineId)
                .map((row, context) -> new SourceFailure(
                        row.getString("action_name"),
                        row.getString("failure_code"),
                        row.getString("failure_message"),
                        Moments.get(row, "failed_at")))
                .list();
    }

    @Override
    public void looked(String pipelineId, String actionName, @Nullable SourceFailure failure) {
        session.handle()
                .createUpdate("""
                        UPDATE source_cursor SET failure_code = :code, failure_message = :message, failed_at = :since
                        WHERE pipeline_id = :pipeline AND action_name = :action
                        """)
                .bind("code", failure == null ? null : failure.code())
                .bind("message", failure == null ? null : failure.message())
                .bind("since", failure == null ? null : Moments.micros(failure.since()))
                .bind("pipeline", pipelineId)
                .bind("action", actionName)
                .execute();
    }

    @Override
    public List<String> polledPipelines() {
        return session.handle().createQuery("""
                        SELECT DISTINCT c.pipeline_id FROM source_cursor c JOIN pipeline p ON p.id = c.pipeline_id
                        WHERE c.polled AND p.polling_disabled_at IS NULL ORDER BY c.pipeline_id
                        """).mapTo(String.class).list();
    }

    @Override
    public boolean advance(String pipelineId, SourceCursor seen, String revision) {
        return session.handle()
                        .createUpdate("""
                        UPDATE source_cursor SET revision = :revision
                        WHERE pipeline_id = :pipeline AND action_name = :action AND polled
                            AND bucket = :bucket AND object_key = :key
                            AND coalesce(revision, '') = :seen
                        """)
                        .bind("revision", revision)
                        .bind("pipeline", pipelineId)
                        .bind("action", seen.actionName())
                        .bind("bucket", seen.bucket())
                        .bind("key", seen.objectKey())
                        .bind("seen", seen.revision() == null ? "" : seen.revision())
                        .execute()
                == 1;
    }
}
