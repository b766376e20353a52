package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.Decision;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.store.pipeline.PipelineGoneException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On databases: in memory nothing takes long. */
class DeletedHistoryTest extends DatabaseContract {

    @Test
    void aLongHistoryOfADeletedPipelineGoesBitByBit() {
        PipelineRef shop = pipeline("shop");
        for (int sequence = 1; sequence <= 25; sequence++) {
            PipelineExecution execution = Samples.execution(sequence, null);
            Decision decision = Samples.decision(execution, sequence);
            change(tx -> {
                tx.pipelines().lock(shop.id(), List.of());
                tx.apply(shop, decision);
            });
        }
        change(tx -> tx.pipelines().delete(shop.id()));

        PipelineRef again = pipeline("shop");
        look(tx -> {
            assertThat(tx.pipelines().findById(shop.id())).isEmpty();
            assertThat(tx.pipelines().find(Samples.ACCOUNT, Samples.REGION, "shop"))
                    .hasValueSatisfying(found -> assertThat(found.ref()).isEqualTo(again));
            assertThat(tx.pipelines().list(Samples.ACCOUNT, Samples.REGION, null, 9))
                    .hasSize(1);
            assertThat(tx.pipelines().deleted(9)).containsExactly(shop.id());
        });
        assertThatThrownBy(() -> change(tx -> tx.pipelines().lock(shop.id(), List.of())))
                .isInstanceOf(PipelineGoneException.class);
        assertThatThrownBy(() -> look(tx -> tx.pipelines().loadShown(shop.id())))
                .isInstanceOf(PipelineGoneException.class);

        change(tx -> tx.pipelines().deleteMore(shop.id(), 20));
        look(tx -> {
            assertThat(tx.executions().list(shop.id(), null, 30))
                    .extracting(PipelineExecution::sequence)
                    .containsExactly(25L, 24L, 23L, 22L, 21L);
            assertThat(tx.pipelines().deleted(9)).containsExactly(shop.id());
        });
        change(tx -> tx.pipelines().deleteMore(shop.id(), 20));
        look(tx -> {
            assertThat(tx.executions().list(shop.id(), null, 30)).isEmpty();
            assertThat(tx.pipelines().deleted(9)).isEmpty();
        });
    }
}
