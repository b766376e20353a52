package dev.penstock.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.penstock.engine.Engine;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.definition.PolledSource;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.providers.BuiltInActionTypes;
import dev.penstock.server.operations.ClientPairs;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.store.DatabaseSettings;
import dev.penstock.store.Store;
import dev.penstock.store.Stores;
import dev.penstock.store.source.SourceCursor;
import dev.penstock.store.source.SourceFailure;
import dev.penstock.store.time.MovableClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

class SourcePollingTest {
    private static final Instant T0 = Instant.parse("2026-11-01T12:00:00Z");
    private static final PipelineRef SHOP = new PipelineRef("p-1", "111111111111", "us-east-1", "shop");

    private final MovableClock clock = new MovableClock(T0);
    private final ObjectsInMemory objects = new ObjectsInMemory();
    private Store store;
    private SourcePolling polling;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Stores.open(DatabaseSettings.sqlite(folder.resolve("penstock.db"), folder.resolve("keys.json")), clock);
        PipelineSteps steps = new PipelineSteps(
                new Engine(),
                clock,
                () -> UUID.randomUUID().toString(),
                new Random(1),
                EngineSettings.DEFAULTS,
                BuiltInActionTypes::find,
                new ClientPairs(clock, () -> UUID.randomUUID().toString(), new SecureRandom()));
        polling = new SourcePolling(store, steps, account -> objects, clock, Duration.ofDays(30));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aNewVersionStartsOneExecutionThatIsBoundToIt() {
        pipeline("Fetch");
        objects.put("Fetch.zip", "tag", "v1");

        assertThat(polling.poll(SHOP.id())).isTrue();
        polling.poll(SHOP.id());

        assertThat(executions()).singleElement().satisfies(execution -> {
            assertThat(execution.trigger()).isEqualTo(new Trigger(TriggerType.POLL_FOR_SOURCE_CHANGES, "Fetch"));
            assertThat(execution.overrides())
                    .containsExactly(new SourceOverride("Fetch", SourceRevisionType.S3_OBJECT_VERSION_ID, "v1"));
        });
    }

    @Test
    void aNewVersionOfTheSameContentStartsAnotherExecution() {
        pipeline("Fetch");
        objects.put("Fetch.zip", "tag", "v1");
        polling.poll(SHOP.id());

        objects.put("Fetch.zip", "tag", "v2");
        polling.poll(SHOP.id());

        assertThat(executions()).hasSize(2);
        assertThat(revisions()).containsExactly("v2");
    }

    @Test
    void withoutVersionsAnotherContentIsANewRevisionAndTheNewestIsRead() {
        pipeline("Fetch");
        objects.put("Fetch.zip", "one");
        polling.poll(SHOP.id());
        objects.put("Fetch.zip", "two", "null");
        polling.poll(SHOP.id());

        assertThat(executions())
                .hasSize(2)
                .allSatisfy(execution -> assertThat(execution.overrides()).isEmpty());
        assertThat(revisions()).containsExactly("two");
    }

    @Test
    void eachChangedSourceStartsItsOwnExecution() {
        pipeline("Docs", "Fetch");
        objects.put("Docs.zip", "tag", "d1");
        objects.put("Fetch.zip", "tag", "f1");

        polling.poll(SHOP.id());

        assertThat(executions().stream().map(execution -> execution.trigger().detail()))
                .containsExactlyInAnyOrder("Docs", "Fetch");
    }

    @Test
    void aSourceThatCannotBeReadStartsNothingAndLosesNothing() {
        pipeline("Absent", "Closed", "Fetch");
        objects.put("Closed.zip", "tag", "c1");
        objects.refuse("Closed.zip", 403);
        objects.put("Fetch.zip", "tag", "f1");

        assertThat(polling.poll(SHOP.id())).isTrue();
        assertThat(executions()).hasSize(1);
        assertThat(revisions()).containsExactly(null, null, "f1");

        objects.allow("Closed.zip");
        objects.put("Absent.zip", "tag", "a1");
        polling.poll(SHOP.id());
        assertThat(executions()).hasSize(3);
        assertThat(revisions()).containsExactly("a1", "c1", "f1");
    }

    @Test
    void whatKeepsASourceFromBeingReadIsNotedUntilItIsOver() {
        pipeline("Absent", "Closed");
        objects.put("Closed.zip", "tag", "c1");
        objects.refuse("Closed.zip", 403);
        polling.poll(SHOP.id());
        clock.advance(Duration.ofMinutes(1));
        polling.poll(SHOP.id());

        assertThat(failures())
                .extracting(SourceFailure::actionName, SourceFailure::code, SourceFailure::since)
                .containsExactly(tuple("Absent", "ConfigurationError", T0), tuple("Closed", "PermissionError", T0));
        assertThat(failures())
                .extracting(SourceFailure::message)
                .first()
                .isEqualTo("The object with key 'Absent.zip' does not exist.");

        objects.put("Absent.zip", "tag", "a1");
        objects.refuse("Closed.zip", 503);
        polling.poll(SHOP.id());
        assertThat(failures())
                .as("S3 that does not answer says nothing new")
                .extracting(SourceFailure::actionName)
                .containsExactly("Closed");
    }

    @Test
    void aPipelineThatDoesNotRunIsPolledForThirtyDays() {
        pipeline("Fetch");
        objects.put("Fetch.zip", "tag", "v1");
        clock.advance(Duration.ofDays(30));
        assertThat(polling.poll(SHOP.id())).isTrue();
        assertThat(executions()).hasSize(1);
        clock.advance(Duration.ofDays(30));
        assertThat(polling.poll(SHOP.id())).as("it ran 30 days ago").isTrue();

        clock.advance(Duration.ofSeconds(1));
        objects.put("Fetch.zip", "tag", "v2");

        assertThat(polling.poll(SHOP.id())).isFalse();
        assertThat(executions()).hasSize(1);
        assertThat(disabledAt()).isEqualTo(clock.instant());
        assertThat(polling.pipelines()).isEmpty();

        store.write(tx -> tx.pipelines().enablePolling(SHOP.id()));
        assertThat(polling.pipelines()).containsExactly(SHOP.id());
    }

    private @Nullable Instant disabledAt() {
        return store.read(tx -> tx.pipelines().findById(SHOP.id()))
                .orElseThrow()
                .pollingDisabledAt();
    }

    private List<SourceFailure> failures() {
        return store.read(tx -> tx.sources().failures(SHOP.id()));
    }

    @Test
    void twoServersThatPollAtTheSameTimeStartOneExecution() {
        pipeline("Fetch");
        objects.put("Fetch.zip", "tag", "v1");
        objects.meanwhile = () -> polling.poll(SHOP.id());

        polling.poll(SHOP.id());

        assertThat(executions()).hasSize(1);
    }

    @Test
    void aPipelineThatIsDeletedWhileItIsPolledStartsNothingAndIsPolledNoMore() {
        pipeline("Fetch");
        objects.put("Fetch.zip", "tag", "v1");
        objects.meanwhile = () -> store.write(tx -> {
            tx.pipelines().delete(SHOP.id());
            return 0;
        });

        polling.poll(SHOP.id());

        assertThat(executions()).isEmpty();
        assertThat(polling.poll(SHOP.id())).isFalse();
    }

    private void pipeline(String... sources) {
        PipelineDefinition definition = new PipelineDefinition(PipelineDeclaration.builder()
                .name(SHOP.name())
                .version(1)
                .roleArn("arn:aws:iam::111111111111:role/service")
                .executionMode(ExecutionMode.PARALLEL)
                .pipelineType(PipelineType.V2)
                .artifactStore(artifacts -> artifacts.type(ArtifactStoreType.S3).location("artifacts"))
                .stages(
                        stage -> stage.name("Source")
                                .actions(Arrays.stream(sources)
                                        .map(SourcePollingTest::source)
                                        .toList()),
                        stage -> stage.name("Release")
                                .actions(action -> action.name("Approve")
                                        .runOrder(1)
                                        .actionTypeId(BuiltInActionTypes.MANUAL_APPROVAL.toId())))
                .build());
        store.write(tx -> {
            tx.pipelines().insert(SHOP, definition, T0);
            tx.sources().follow(SHOP.id(), PolledSource.of(definition));
            return 0;
        });
    }

    private static ActionDeclaration source(String name) {
        return ActionDeclaration.builder()
                .name(name)
                .runOrder(1)
                .actionTypeId(BuiltInActionTypes.S3_SOURCE.toId())
                .configuration(Map.of("S3Bucket", "bundles", "S3ObjectKey", name + ".zip"))
                .outputArtifacts(artifact -> artifact.name(name + "Out"))
                .build();
    }

    private List<PipelineExecution> executions() {
        return store.read(tx -> tx.executions().list(SHOP.id(), null, 100));
    }

    private List<String> revisions() {
        return store.read(tx -> tx.sources().polled(SHOP.id()).stream()
                .map(SourceCursor::revision)
                .toList());
    }
}
