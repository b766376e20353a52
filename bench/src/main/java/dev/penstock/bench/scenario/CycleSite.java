package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ActionTypeName;
import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.client.CallFailedException;
import dev.penstock.bench.client.JobCalls;
import dev.penstock.bench.client.WorkedJob;
import dev.penstock.bench.site.Site;
import java.util.List;
import java.util.Locale;

/** Where cycles are worked: pipelines of five stages with a job each, the first of which is a source's. */
final class CycleSite implements AutoCloseable {
    static final int STAGES = 5;

    private static final int PIPELINES_PER_WORKER = 4;
    private static final int MOST_STARTS = 100;
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final Site site;
    private final List<ActionTypeName> types;
    private final String prefix;

    /** In the order of a job's life. */
    enum Call {
        POLL,
        DETAILS,
        ACKNOWLEDGE,
        SUCCEED,
        START
    }

    /** Looks on from call to call. */
    @FunctionalInterface
    interface Watch<E extends Exception> {
        /** @param job the one that the call was about; the last one for a start */
        void after(Call call, WorkedJob job) throws E;
    }

    private CycleSite(Site site, List<ActionTypeName> types, String prefix) {
        this.site = site;
        this.types = types;
        this.prefix = prefix;
    }

    /**
     * Makes the accounts and the action types.
     *
     * @param partner whether the types are a partner's
     * @param prefix of the pipelines' names and of the action types, which all accounts share
     */
    static CycleSite over(Scenario.Needs needs, boolean partner, String prefix) {
        Site site = new Site(needs.servers(), needs.sdk());
        ActionTypeName source = type(partner, "Source", prefix);
        ActionTypeName test = type(partner, "Test", prefix);
        site.register(source);
        site.register(test);
        return new CycleSite(site, List.of(source, test, test, test, test), prefix);
    }

    private static ActionTypeName type(boolean partner, String category, String prefix) {
        return partner
                ? ActionTypeName.thirdParty(category, prefix + category)
                : ActionTypeName.custom(category, prefix + category);
    }

    /** So many that there is always a job to take. */
    static int pipelinesFor(int workers) {
        return Math.max(2, workers) * PIPELINES_PER_WORKER;
    }

    /** Which stage's jobs one of several workers takes: one job of five is a source's. */
    static int stageOf(int worker) {
        return worker % STAGES == 0 ? 0 : 1;
    }

    /** Creates the pipelines of these numbers, without the last; each begins its first execution. */
    void pipelines(int from, int to) {
        ApiClient customer = site.customer(0);
        for (int i = from; i < to; i++) {
            Pipelines.create(customer, pipeline(i), types);
        }
    }

    String pipeline(int number) {
        return prefix.toLowerCase(Locale.ROOT) + "-" + number;
    }

    /** Of each stage's job. */
    List<ActionTypeName> types() {
        return types;
    }

    /** The calls of a worker who takes jobs like this stage's. */
    JobCalls worker(int stage, int number) {
        return site.worker(types.get(stage), number);
    }

    /** Who starts pipelines. */
    ApiClient customer(int number) {
        return site.customer(number);
    }

    /** Whether the execution ends with this job. */
    static boolean isLast(WorkedJob job) {
        return job.stage().equals("Stage" + (STAGES - 1));
    }

    /** Starts an execution; again while it is throttled, for a pipeline that nobody starts has no more jobs. */
    static void start(ApiClient starter, String pipeline) {
        for (int attempt = 1; ; attempt++) {
            try {
                byte[] _ = starter.send("StartPipelineExecution", Pipelines.named("name", pipeline));
                return;
            } catch (CallFailedException e) {
                if (!e.error().equals("ThrottlingException") || attempt == MOST_STARTS) {
                    throw e;
                }
            }
        }
    }

    /** Works a partner's pipeline from its first job, which is the only one of its kind, to its next start. */
    <E extends Exception> void workOnce(int pipeline, Watch<E> watch) throws E {
        WorkedJob job = new WorkedJob("", "", "", "", "");
        for (int stage = 0; stage < STAGES; stage++) {
            JobCalls calls = worker(stage, 0);
            WorkedJob polled = calls.poll(LONGEST_WAIT_SECONDS).orElseThrow();
            watch.after(Call.POLL, polled);
            job = calls.details(polled);
            watch.after(Call.DETAILS, job);
            calls.acknowledge(job);
            watch.after(Call.ACKNOWLEDGE, job);
            calls.succeed(job);
            watch.after(Call.SUCCEED, job);
        }
        start(customer(0), pipeline(pipeline));
        watch.after(Call.START, job);
    }

    @Override
    public void close() {
        site.close();
    }
}
