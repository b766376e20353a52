package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.store.account.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

@Timeout(120)
class ConcurrencyTest extends DatabaseContract {

    private static final int THREADS = 16;

    /** Runs the work on many threads at once and waits for all of it. */
    private static <T> List<T> together(int count, Callable<T> work) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(work))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void noDispatchIsGivenToTwoCallers() throws Exception {
        int count = 3000;
        PipelineRef pipeline = pipeline("shop");
        change(tx -> IntStream.range(0, count)
                .forEach(i -> tx.jobs().insert(Samples.job(pipeline, Samples.QUEUE, Samples.NOW))));
        Map<String, String> takers = new ConcurrentHashMap<>();

        List<Integer> taken = together(THREADS, () -> {
            int mine = 0;
            while (true) {
                List<Job> jobs =
                        store.write(tx -> tx.jobs().claim(Samples.QUEUE, null, 7, Samples.NOW, Duration.ofSeconds(30)));
                if (jobs.isEmpty()) {
                    return mine;
                }
                for (Job job : jobs) {
                    assertThat(takers.put(job.id(), String.valueOf(job.nonce())))
                            .isNull();
                }
                mine += jobs.size();
            }
        });

        assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(count);
        assertThat(takers).hasSize(count);
    }

    @Test
    void aLockedPipelineMakesStepsWaitForEachOther() throws Exception {
        PipelineRef pipeline = pipeline("shop");
        int steps = 20;

        together(THREADS, () -> {
            for (int i = 0; i < steps; i++) {
                change(tx -> {
                    long next = tx.pipelines().lock(pipeline.id(), List.of()).counter() + 1;
                    PipelineExecution execution =
                            Samples.execution(next, null).ended(PipelineExecutionStatus.SUCCEEDED, null, Samples.NOW);
                    tx.apply(pipeline, Samples.decision(execution, next));
                });
            }
            return true;
        });

        look(tx -> {
            assertThat(tx.pipelines().load(pipeline.id(), List.of()).counter()).isEqualTo((long) THREADS * steps);
            assertThat(tx.executions().list(pipeline.id(), null, 1000)).hasSize(THREADS * steps);
        });
    }

    @Test
    void workThatFailsIsUndoneAloneAndItsNeighboursAreStored() throws Exception {
        Map<String, Boolean> outcomes = new ConcurrentHashMap<>();

        together(200, () -> {
            String id = Samples.id();
            boolean fails = id.hashCode() % 3 == 0;
            outcomes.put(id, !fails);
            if (fails) {
                assertThatThrownBy(() -> change(tx -> {
                            tx.accounts().insert(new Account(id, "undone", Samples.NOW));
                            throw new IllegalArgumentException(id);
                        }))
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessage(id);
            } else {
                change(tx -> tx.accounts().insert(new Account(id, "kept", Samples.NOW)));
            }
            look(tx -> assertThat(tx.accounts().find(id).isPresent()).isEqualTo(!fails));
            return true;
        });

        reopen();
        look(tx -> outcomes.forEach(
                (id, kept) -> assertThat(tx.accounts().find(id).isPresent()).isEqualTo(kept)));
    }

    @Test
    void ofTwoThatTakeTheSameNameTheSecondFindsTheFirst() throws Exception {
        List<Boolean> created = together(THREADS, () -> {
            PipelineRef mine = Samples.ref("shop");
            return store.write(tx -> {
                if (tx.pipelines().find(mine.accountId(), mine.region(), "shop").isPresent()) {
                    return false;
                }
                tx.pipelines().insert(mine, Samples.definition("shop", 1), Samples.NOW);
                return true;
            });
        });

        assertThat(created).containsOnlyOnce(true);
    }

    @Test
    void aReadSeesOneSnapshotWhileOthersWrite() {
        change(tx -> tx.accounts().insert(new Account("1", "first", Samples.NOW)));
        look(tx -> {
            assertThat(tx.accounts().list()).hasSize(1);
            change(other -> other.accounts().insert(new Account("2", "second", Samples.NOW)));
            assertThat(tx.accounts().list()).hasSize(1);
        });
        look(tx -> assertThat(tx.accounts().list()).hasSize(2));
    }

    @Test
    void signalsComeOnceTheWorkIsDurableAndNotAtAllWhenItFails() throws Exception {
        long before = store.signals().version("news");
        assertThatThrownBy(() -> change(tx -> {
                    tx.signal("news");
                    throw new IllegalArgumentException("refused");
                }))
                .hasMessage("refused");
        assertThat(store.signals().version("news")).isEqualTo(before);

        change(tx -> {
            tx.signal("news");
            assertThat(store.signals().version("news")).isEqualTo(before);
        });

        assertThat(store.signals().await("news", before, Samples.NOW)).isTrue();
    }

    @Test
    void aClosedStoreRefusesWork() {
        store.close();
        assertThatThrownBy(() -> change(tx -> {})).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> look(tx -> {})).isInstanceOf(RuntimeException.class);
    }
}
