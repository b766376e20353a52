package dev.penstock.store;

import static dev.penstock.store.Samples.NOW;
import static dev.penstock.store.Samples.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.event.Event;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.store.event.OutboxEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A store may send changes later than they are made, and several at once; nobody notices but by the clock. */
class PutOffChangesTest extends StoreContract {

    @Test
    void aTransactionSeesWhatItChanged() {
        PipelineRef pipeline = pipeline("shop");
        Job job = Samples.job(pipeline, QUEUE, NOW);
        Job other = Samples.job(pipeline, QUEUE, NOW.plusSeconds(1));
        change(tx -> {
            tx.jobs().insert(job);
            tx.jobs().insert(other);
            assertThat(tx.jobs().find(other.id())).contains(other);
            assertThat(tx.jobs().claim(QUEUE, null, 2, NOW.plusSeconds(1), Duration.ofSeconds(30)))
                    .extracting(Job::id)
                    .containsExactly(job.id(), other.id());
        });
        look(tx -> assertThat(tx.jobs().find(job.id())).get().isNotEqualTo(job));
    }

    @Test
    void aChangeThatTheDatabaseRefusesUndoesAll() {
        PipelineRef pipeline = pipeline("shop");
        Job job = Samples.job(pipeline, QUEUE, NOW);
        Job other = Samples.job(pipeline, QUEUE, NOW);
        assertThatThrownBy(() -> change(tx -> {
                    tx.jobs().insert(other);
                    tx.jobs().insert(job);
                    tx.jobs().insert(job);
                }))
                .isInstanceOf(RuntimeException.class);
        look(tx -> {
            assertThat(tx.jobs().find(job.id())).isEmpty();
            assertThat(tx.jobs().find(other.id())).isEmpty();
        });
    }

    @Test
    void manyChangesKeepTheirOrder() {
        PipelineRef pipeline = pipeline("shop");
        PipelineExecution execution = Samples.execution(1, null);
        List<String> names =
                Stream.iterate(0, i -> i + 1).limit(40).map(i -> "event-" + i).toList();
        List<Event> few = events(execution, names.subList(0, 5));
        List<Event> many = events(execution, names.subList(5, 40));
        change(tx -> {
            tx.pipelines().lock(pipeline.id(), List.of());
            tx.apply(pipeline, Samples.telling(few));
            tx.apply(pipeline, Samples.telling(many));
        });
        look(tx -> assertThat(tx.events().next(100))
                .extracting(OutboxEvent::event)
                .containsExactlyElementsOf(events(execution, names)));
    }

    private static List<Event> events(PipelineExecution execution, List<String> names) {
        return names.stream().map(name -> Samples.event(execution, name)).toList();
    }
}
