package dev.penstock.acceptance;

import dev.penstock.engine.scenario.World;
import dev.penstock.scenario.Theatre;
import dev.penstock.store.event.OutboxEvent;
import dev.penstock.store.event.PublishedEvent;
import dev.penstock.testkit.Keys;
import dev.penstock.testkit.PenstockExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server that is spoken to by unmodified clients of the AWS SDK. Each theatre is an account of its own, so scenarios that
 * share the server do not meet; they share its clock, so they are played one after the other.
 */
final class ServerTheatre implements Theatre {
    /** What goes on by itself must have come to rest by then, in real time. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int ENOUGH = 10_000;
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private final PenstockExtension penstock;
    private final Keys keys;
    private final CodePipelineClient api;
    private final S3Client s3;
    private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();

    ServerTheatre(PenstockExtension penstock) {
        this.penstock = penstock;
        String account = String.format("%012d", 500_000_000_000L + ACCOUNTS.incrementAndGet());
        keys = penstock.newAccount(account, "theatre-" + account);
        api = penstock.codePipeline(keys);
        s3 = penstock.s3(keys);
    }

    @Override
    public CodePipelineClient api() {
        return api;
    }

    @Override
    public String callerArn() {
        return "arn:aws:iam::" + keys.accountId() + ":user/theatre-" + keys.accountId();
    }

    @Override
    public Instant now() {
        return penstock.clock().instant();
    }

    @Override
    public void advance(Duration time) {
        penstock.clock().advance(time);
    }

    @Override
    public void bucket(String name) {
        boolean there = s3.listBuckets().buckets().stream()
                .anyMatch(bucket -> bucket.name().equals(name));
        if (!there) {
            s3.createBucket(request -> request.bucket(name));
        }
    }

    @Override
    public void publish(String bucket, String key, String text) {
        bucket(bucket);
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    @Override
    public boolean await(String pipeline, BooleanSupplier condition) {
        if (condition.getAsBoolean()) {
            return true;
        }
        if (api.listPipelines().pipelines().isEmpty()) {
            return false;
        }
        Future<?> came = waiting.submit(() -> penstock.awaitPipeline(keys, pipeline, condition));
        try {
            came.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            came.cancel(true);
            return condition.getAsBoolean();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the wait for " + pipeline + " was broken off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Read from the store, since they leave the server only for those who subscribed in time. */
    @Override
    public List<String> events(String executionId) {
        return penstock.server()
                .store()
                .read(tx -> Stream.concat(
                                tx.eventLog().after(0, keys.accountId(), null, ENOUGH).stream()
                                        .map(PublishedEvent::event),
                                tx.events().next(ENOUGH).stream())
                        .map(OutboxEvent::event)
                        .filter(event -> event.subject().executionId().equals(executionId))
                        .map(World::told)
                        .toList());
    }

    /** Leaves nothing behind that the clock could move for the next one. */
    @Override
    public void close() {
        api.listPipelines()
                .pipelines()
                .forEach(pipeline -> api.deletePipeline(request -> request.name(pipeline.name())));
        waiting.close();
    }
}
