package dev.penstock.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.s3.S3Client;

/** What the two kinds of worker have in common. Not thread-safe. */
public abstract sealed class WorkerBuilder<B extends WorkerBuilder<B>> permits ThirdPartyWorker, CustomWorker {
    private final ActionTypeId actionType;
    private @Nullable CodePipelineClient codePipeline;
    private @Nullable S3Client s3;
    private @Nullable JobHandler handler;
    private int concurrency = 10;
    private Duration pollInterval;
    private @Nullable Duration parkedPolls;
    private Duration credentialLifetime = Duration.ofMinutes(15);
    private Duration heartbeat = Duration.ofMinutes(1);
    private Duration shutdownGrace = Duration.ofSeconds(30);
    private Duration resultPatience = Duration.ofMinutes(10);
    private InstantSource clock = InstantSource.system();
    private @Nullable Pause pause;

    WorkerBuilder(ActionTypeId actionType, Duration pollInterval) {
        this.actionType = actionType;
        this.pollInterval = pollInterval;
    }

    /** The worker's own client, with the worker's own keys. Required; the worker does not close it. */
    public B codePipeline(CodePipelineClient client) {
        this.codePipeline = client;
        return self();
    }

    /**
     * Says where S3 is (endpoint, region, path style). Requests are signed with each job's credentials, never with this
     * client's. Required; the worker does not close it.
     */
    public B s3(S3Client client) {
        this.s3 = client;
        return self();
    }

    /** The work. Required. */
    public B handler(JobHandler work) {
        this.handler = work;
        return self();
    }

    /** How many jobs run at once, 1 to 100; default 10. No more are asked for than can start at once. */
    public B concurrency(int jobs) {
        if (jobs < 1 || jobs > 100) {
            throw new IllegalArgumentException("concurrency is 1 to 100");
        }
        this.concurrency = jobs;
        return self();
    }

    /** Pause after an empty poll; default one second for third-party, 30 seconds for custom types, as on AWS. */
    public B pollInterval(Duration interval) {
        this.pollInterval = positive(interval);
        return self();
    }

    /**
     * Asks the server to hold a poll for so long until there is work, at most 20 seconds; zero never asks. Default: 20
     * seconds when the client has an endpoint that is not AWS, else zero.
     */
    public B parkedPolls(Duration wait) {
        if (wait.isNegative() || wait.compareTo(ParkedPoll.LONGEST) > 0) {
            throw new IllegalArgumentException("a poll is parked for 0 to 20 seconds");
        }
        this.parkedPolls = wait;
        return self();
    }

    /** How long the server's artifact credentials live; default 15 minutes. They are renewed after two thirds of it. */
    public B credentialLifetime(Duration lifetime) {
        this.credentialLifetime = positive(lifetime);
        return self();
    }

    /** How often a running job is looked at, to interrupt its handler when it was stopped; default one minute. */
    public B heartbeat(Duration interval) {
        this.heartbeat = positive(interval);
        return self();
    }

    /** How long {@link JobWorker#close} lets running jobs finish before it interrupts them; default 30 seconds. */
    public B shutdownGrace(Duration grace) {
        this.shutdownGrace = grace;
        return self();
    }

    /** How long a result is sent again while the server cannot be reached; default ten minutes. */
    public B resultPatience(Duration patience) {
        this.resultPatience = positive(patience);
        return self();
    }

    B clock(InstantSource source) {
        this.clock = source;
        return self();
    }

    B pause(Pause replacement) {
        this.pause = replacement;
        return self();
    }

    /**
     * The worker, not yet running.
     *
     * @throws IllegalStateException if something required was not given
     */
    public JobWorker build() {
        CodePipelineClient client = required(codePipeline, "codePipeline");
        return new JobWorker(
                offers(client, actionType),
                required(s3, "s3"),
                required(handler, "handler"),
                new JobWorker.Options(
                        concurrency,
                        pollInterval,
                        parkedPolls == null ? ParkedPoll.defaultFor(client) : parkedPolls,
                        credentialLifetime.multipliedBy(2).dividedBy(3),
                        heartbeat,
                        shutdownGrace,
                        resultPatience),
                clock,
                RandomGenerator.getDefault(),
                pause);
    }

    abstract B self();

    abstract JobOffers offers(CodePipelineClient client, ActionTypeId actionType);

    static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalStateException("a worker needs " + name + "(..)");
        }
        return value;
    }

    private static Duration positive(Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("a duration above zero is needed, not " + duration);
        }
        return duration;
    }
}
