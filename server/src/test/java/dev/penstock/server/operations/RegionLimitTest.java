package dev.penstock.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.store.DatabaseSettings;
import dev.penstock.store.Store;
import dev.penstock.store.Stores;
import dev.penstock.store.time.MovableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.LimitExceededException;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

class RegionLimitTest {
    private static final Instant T0 = Instant.parse("2026-11-01T12:00:00Z");
    private static final String ACCOUNT = "111111111111";
    private static final String REGION = "eu-west-1";

    private final AtomicInteger counts = new AtomicInteger();
    private final AtomicInteger names = new AtomicInteger();
    private Store store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Stores.open(
                DatabaseSettings.sqlite(folder.resolve("penstock.db"), folder.resolve("keys.json")),
                new MovableClock(T0));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void asManyAreAllowedAsTheLimitSaysAndNotOneMore() {
        RegionLimit limit = limit(100);
        for (int i = 0; i < 100; i++) {
            create(limit, REGION);
        }
        assertThatThrownBy(() -> create(limit, REGION))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("The limit of 100 pipelines has been exceeded");
        create(limit, "us-east-1");
    }

    @Test
    void whoeverWasDeletedMakesRoom() {
        RegionLimit limit = limit(2);
        String first = create(limit, REGION);
        create(limit, REGION);
        assertThatThrownBy(() -> create(limit, REGION)).isInstanceOf(LimitExceededException.class);
        store.write(tx -> {
            tx.pipelines().delete(first);
            return null;
        });
        create(limit, REGION);
    }

    @Test
    void manyAreCreatedForOneCountUntilFewAreLeft() {
        RegionLimit limit = limit(1000);
        for (int i = 0; i < 63; i++) {
            create(limit, REGION);
        }
        assertThat(counts).hasValue(1);
        create(limit, REGION);
        assertThat(counts).hasValue(2);
    }

    private String create(RegionLimit limit, String region) {
        return store.write(tx -> {
            limit.check(tx, ACCOUNT, region);
            String id = "p-" + names.incrementAndGet();
            tx.pipelines()
                    .insert(
                            new PipelineRef(id, ACCOUNT, region, id),
                            new PipelineDefinition(PipelineDeclaration.builder()
                                    .name(id)
                                    .version(1)
                                    .executionMode(ExecutionMode.SUPERSEDED)
                                    .pipelineType(PipelineType.V2)
                                    .build()),
                            T0);
            return id;
        });
    }

    private RegionLimit limit(int most) {
        return new RegionLimit(most, "pipelines", (tx, accountId, region) -> {
            counts.incrementAndGet();
            return tx.pipelines().count(accountId, region, most);
        });
    }
}
