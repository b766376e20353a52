package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.definition.PolledSource;
import dev.penstock.store.source.SourceCursor;
import dev.penstock.store.source.SourceFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // set before each test
class SourceCursorsTest extends StoreContract {

    private PipelineRef pipeline;

    @BeforeEach
    void store() {
        pipeline = pipeline("shop");
    }

    @Test
    void aPolledSourceBeginsWithoutARevision() {
        follow(source("Fetch", "app.zip", true), source("Docs", "docs.zip", false));

        assertThat(polled()).containsExactly(new SourceCursor("Fetch", "bundles", "app.zip", null));
        look(tx -> assertThat(tx.sources().polledPipelines()).containsExactly(pipeline.id()));
    }

    @Test
    void aCursorMovesOnlyFromWhereItWasSeen() {
        follow(source("Fetch", "app.zip", true));
        SourceCursor first = polled().getFirst();

        assertThat(advance(first, "v1")).isTrue();
        assertThat(advance(first, "v2")).isFalse();
        assertThat(polled()).containsExactly(new SourceCursor("Fetch", "bundles", "app.zip", "v1"));
        assertThat(advance(polled().getFirst(), "v2")).isTrue();
    }

    @Test
    void switchingPollingOffKeepsTheCursor() {
        follow(source("Fetch", "app.zip", true));
        SourceCursor first = polled().getFirst();
        advance(first, "v1");

        follow(source("Fetch", "app.zip", false));

        assertThat(polled()).isEmpty();
        look(tx -> assertThat(tx.sources().polledPipelines()).isEmpty());
        assertThat(advance(new SourceCursor("Fetch", "bundles", "app.zip", "v1"), "v2"))
                .as("a poll that was under way")
                .isFalse();
        follow(source("Fetch", "app.zip", true));
        assertThat(polled()).containsExactly(new SourceCursor("Fetch", "bundles", "app.zip", "v1"));
    }

    @Test
    void anotherObjectBeginsAnewAlsoWhileItIsNotPolled() {
        follow(source("Fetch", "app.zip", true));
        advance(polled().getFirst(), "v1");

        follow(source("Fetch", "other.zip", true));
        assertThat(polled()).containsExactly(new SourceCursor("Fetch", "bundles", "other.zip", null));

        advance(polled().getFirst(), "v1");
        follow(source("Fetch", "app.zip", false));
        follow(source("Fetch", "app.zip", true));
        assertThat(polled()).containsExactly(new SourceCursor("Fetch", "bundles", "app.zip", null));
    }

    @Test
    void aSourceThatIsGoneForgetsItsCursorAndSoDoesAPipeline() {
        follow(source("Fetch", "app.zip", true));
        advance(polled().getFirst(), "v1");

        follow(source("Docs", "docs.zip", true));
        follow(source("Fetch", "app.zip", true));
        assertThat(polled()).containsExactly(new SourceCursor("Fetch", "bundles", "app.zip", null));

        change(tx -> tx.pipelines().delete(pipeline.id()));
        look(tx -> assertThat(tx.sources().polledPipelines()).isEmpty());
    }

    @Test
    void whatASourceCannotBeLookedAtForStaysUntilItCanOrThePipelineIsEdited() {
        follow(source("Fetch", "app.zip", true));
        SourceFailure failure = new SourceFailure("Fetch", "PermissionError", "no", Samples.NOW);
        looked("Fetch", failure);
        looked("Nothing", failure);
        look(tx -> assertThat(tx.sources().failures(pipeline.id())).containsExactly(failure));

        looked("Fetch", null);
        look(tx -> assertThat(tx.sources().failures(pipeline.id())).isEmpty());

        looked("Fetch", failure);
        follow(source("Fetch", "app.zip", true));
        look(tx -> assertThat(tx.sources().failures(pipeline.id())).isEmpty());
    }

    @Test
    void aPipelineWhosePollingIsSwitchedOffIsNotAmongThePolledOnes() {
        follow(source("Fetch", "app.zip", true));
        change(tx -> tx.pipelines().disablePolling(pipeline.id(), Samples.NOW));

        look(tx -> {
            assertThat(tx.sources().polledPipelines()).isEmpty();
            assertThat(tx.pipelines().findById(pipeline.id()).orElseThrow().pollingDisabledAt())
                    .isEqualTo(Samples.NOW);
        });

        assertThat(store.<Boolean>write(tx -> tx.pipelines().enablePolling(pipeline.id())))
                .isTrue();
        assertThat(store.<Boolean>write(tx -> tx.pipelines().enablePolling(pipeline.id())))
                .isFalse();
        look(tx -> {
            assertThat(tx.sources().polledPipelines()).containsExactly(pipeline.id());
            assertThat(tx.pipelines().findById(pipeline.id()).orElseThrow().pollingDisabledAt())
                    .isNull();
        });
    }

    private void looked(String action, @Nullable SourceFailure failure) {
        change(tx -> tx.sources().looked(pipeline.id(), action, failure));
    }

    private static PolledSource source(String action, String key, boolean polled) {
        return new PolledSource(action, "bundles", key, polled);
    }

    private void follow(PolledSource... sources) {
        change(tx -> tx.sources().follow(pipeline.id(), List.of(sources)));
    }

    private List<SourceCursor> polled() {
        return store.read(tx -> tx.sources().polled(pipeline.id()));
    }

    private boolean advance(SourceCursor seen, String revision) {
        return store.write(tx -> tx.sources().advance(pipeline.id(), seen, revision));
    }
}
