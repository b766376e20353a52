package dev.penstock.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.Engine;
import dev.penstock.engine.EngineSettings;
import dev.penstock.providers.BuiltInActionTypes;
import dev.penstock.server.auth.Caller;
import dev.penstock.store.DatabaseSettings;
import dev.penstock.store.Store;
import dev.penstock.store.Stores;
import dev.penstock.store.Tx;
import dev.penstock.store.pipeline.PipelineRecord;
import dev.penstock.store.pipeline.Pipelines;
import dev.penstock.store.time.MovableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;

/** Polling that another server disables after the pipeline was found and before it is locked (spec engine 8.2). */
@SuppressWarnings("NullAway.Init") // set before each test
class PollingBeginsAgainTest {
    private static final String ACCOUNT = "111111111111";
    private static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");
    private static final Call CALL = new Call(
            new Caller(ACCOUNT, "us-east-1", "arn:aws:iam::" + ACCOUNT + ":user/anna", "AKIA", null, false),
            Duration.ZERO);
    private static final PipelineDeclaration SHOP = PipelineDeclaration.builder()
            .name("shop")
            .roleArn("arn:aws:iam::" + ACCOUNT + ":role/service")
            .artifactStore(artifacts -> artifacts.type(ArtifactStoreType.S3).location("artifacts"))
            .stages(
                    stage -> stage.name("Source")
                            .actions(action -> action.name("Fetch")
                                    .actionTypeId(type -> type.category(ActionCategory.SOURCE)
                                            .owner(ActionOwner.AWS)
                                            .provider("S3")
                                            .version("1"))
                                    .configuration(Map.of(
                                            "S3Bucket", "sources",
                                            "S3ObjectKey", "shop.zip",
                                            "PollForSourceChanges", "true"))
                                    .outputArtifacts(artifact -> artifact.name("Out"))),
                    stage -> stage.name("Release")
                            .actions(action ->
                                    action.name("Approve").actionTypeId(BuiltInActionTypes.MANUAL_APPROVAL.toId())))
            .build();

    private final MovableClock clock = new MovableClock(T0);
    private Store store;
    private OperationHandlers racing;

    @BeforeEach
    void aPolledPipeline(@TempDir Path folder) {
        store = Stores.open(DatabaseSettings.sqlite(folder.resolve("penstock.db"), folder.resolve("keys.json")), clock);
        handlers(store)
                .handle(CALL, CreatePipelineRequest.builder().pipeline(SHOP).build());
        racing = handlers(disabling(store));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private OperationHandlers handlers(Store wanted) {
        Supplier<String> ids = () -> UUID.randomUUID().toString();
        PipelineSteps steps = new PipelineSteps(
                new Engine(),
                clock,
                ids,
                new Random(1),
                EngineSettings.DEFAULTS,
                BuiltInActionTypes::find,
                new ClientPairs(clock, ids, new SecureRandom()));
        NextTokens tokens = new NextTokens(new byte[32]);
        OperationHandlers handlers = new OperationHandlers();
        new PipelineOperations(wanted, steps, tokens, ids, 10, id -> {}).register(handlers);
        new ExecutionOperations(wanted, steps, tokens).register(handlers);
        return handlers;
    }

    /** A store whose transactions see polling disabled as soon as they have found a pipeline. */
    private Store disabling(Store wanted) {
        return around(Store.class, wanted, (method, arguments) -> {
            if (!method.equals("write")) {
                return Optional.empty();
            }
            @SuppressWarnings("unchecked")
            Function<Tx, Object> work = (Function<Tx, Object>) arguments[0];
            return Optional.of(wanted.<Object>write(tx -> work.apply(disabling(tx))));
        });
    }

    private Tx disabling(Tx tx) {
        Pipelines pipelines = around(Pipelines.class, tx.pipelines(), (method, arguments) -> {
            if (!method.equals("find")) {
                return Optional.empty();
            }
            Optional<PipelineRecord> found =
                    tx.pipelines().find((String) arguments[0], (String) arguments[1], (String) arguments[2]);
            found.ifPresent(
                    pipeline -> tx.pipelines().disablePolling(pipeline.ref().id(), T0));
            return Optional.of(found);
        });
        return around(
                Tx.class,
                tx,
                (method, arguments) -> method.equals("pipelines") ? Optional.of(pipelines) : Optional.empty());
    }

    private interface Instead {
        Optional<Object> of(String method, Object[] arguments);
    }

    private static <T> T around(Class<T> type, T real, Instead instead) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Optional<Object> answer = instead.of(method.getName(), arguments);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private Optional<Instant> disabledAt() {
        return store.read(tx -> tx.pipelines()
                .find(ACCOUNT, "us-east-1", "shop")
                .flatMap(pipeline -> Optional.ofNullable(pipeline.pollingDisabledAt())));
    }

    @Test
    void aStartThatRacesWithTheDisablingHasThePipelinePolled() {
        racing.handle(CALL, StartPipelineExecutionRequest.builder().name("shop").build());

        assertThat(disabledAt()).isEmpty();
    }

    @Test
    void anEditThatRacesWithTheDisablingHasThePipelinePolled() {
        racing.handle(CALL, UpdatePipelineRequest.builder().pipeline(SHOP).build());

        assertThat(disabledAt()).isEmpty();
    }
}
