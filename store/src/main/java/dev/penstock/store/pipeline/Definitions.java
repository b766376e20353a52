package dev.penstock.store.pipeline;

import dev.penstock.api.json.ShapeCodec;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/**
 * All versions of all pipelines, encrypted as a whole: which of their values are secret depends on action types that may
 * change later, and one document leaves no value behind by mistake.
 */
final class Definitions {

    private final Session session;
    private final DefinitionCache cache;
    /** Written by this transaction; others must not see them before, or unless, it commits. */
    private final Map<DefinitionKey, PipelineDefinition> own = new HashMap<>();

    Definitions(Session session, DefinitionCache cache) {
        this.session = session;
        this.cache = cache;
    }

    Optional<PipelineDefinition> find(String pipelineId, int version) {
        DefinitionKey key = new DefinitionKey(pipelineId, version);
        @Nullable PipelineDefinition known = own.getOrDefault(key, cache.get(key));
        if (known != null) {
            return Optional.of(known);
        }
        Optional<PipelineDefinition> stored = session.handle()
                .createQuery(
                        "SELECT sealed FROM pipeline_definition WHERE pipeline_id = :pipeline AND version = :version")
                .bind("pipeline", pipelineId)
                .bind("version", version)
                .map((row, context) -> new PipelineDefinition(ShapeCodec.read(
                        session.sealer().unseal(row.getBytes("sealed"), place(key)), PipelineDeclaration.builder())))
                .findOne();
        stored.ifPresent(definition -> cache.put(key, definition));
        return stored;
    }

    void insert(String pipelineId, PipelineDefinition definition, Instant now) {
        DefinitionKey key = new DefinitionKey(pipelineId, definition.version());
        session.handle()
                .createUpdate("""
                        INSERT INTO pipeline_definition (pipeline_id, version, sealed, created)
                        VALUES (:pipeline, :version, :sealed, :created)
                        """)
                .bind("pipeline", pipelineId)
                .bind("version", definition.version())
                .bind("sealed", session.sealer().seal(ShapeCodec.write(definition.declaration()), place(key)))
                .bind("created", Moments.micros(now))
                .execute();
        own.put(key, definition);
    }

    private static String place(DefinitionKey key) {
        return "definition:" + key.pipelineId() + ":" + key.version();
    }
}
