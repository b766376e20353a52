package dev.penstock.bench.crash;

import dev.penstock.bench.crash.call.Api;
import dev.penstock.bench.crash.call.Caller;
import dev.penstock.bench.crash.check.Checks;
import dev.penstock.bench.crash.check.Evidence;
import dev.penstock.bench.crash.check.History;
import dev.penstock.bench.crash.check.Work;
import dev.penstock.bench.crash.fault.Disk;
import dev.penstock.bench.crash.fault.Fault;
import dev.penstock.bench.crash.fault.Faults;
import dev.penstock.bench.crash.fault.ServerNode;
import dev.penstock.bench.crash.fault.WorkerProcess;
import dev.penstock.bench.crash.people.Crew;
import dev.penstock.bench.crash.people.Look;
import dev.penstock.bench.crash.people.Reader;
import dev.penstock.bench.crash.people.Starter;
import dev.penstock.bench.crash.record.Journal;
import dev.penstock.bench.crash.record.Records;
import dev.penstock.bench.crash.town.Blueprints;
import dev.penstock.bench.crash.worker.LeftJobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run: load and faults, then peace until everything is settled, then the checks. */
public final class CrashRun {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Plan plan;
    private final Consumer<String> progress;
    private final Instant begun = Instant.now();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

    /** @param progress gets a line for each thing that happens */
    public CrashRun(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Does all of it.
     *
     * @throws IllegalStateException if the harness itself does not work, so that nothing is shown
     */
    public Verdict run() {
        try {
            Files.createDirectories(plan.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        say("seed " + plan.seed() + ", records in " + plan.folder());
        try (Scene scene = Scene.set(plan);
                Journal people = Journal.open(plan.folder().resolve("people.jsonl"));
                Journal faults = Journal.open(plan.folder().resolve("faults.jsonl"));
                Api api = scene.town().asCustomer()) {
            scene.nodes().forEach(node -> {
                Disk disk = node.disk();
                if (disk != null) {
                    say("the disk of " + node.name() + " is " + disk.description());
                }
            });
            say("ready");
            Evidence evidence = play(scene, people, faults, api);
            List<String> violations = new ArrayList<>(Checks.violations(evidence));
            scene.nodes().forEach(node -> violations.addAll(node.deaths()));
            Verdict verdict = new Verdict(plan, evidence, violations);
            Files.writeString(plan.folder().resolve("verdict.txt"), verdict.toString());
            return verdict;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Evidence play(Scene scene, Journal people, Journal faultJournal, Api api) {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch settled = new CountDownLatch(1);
        Reader follower = new Reader(api);
        Thread following = thread("follower", follower::run);
        Thread crew = thread("crew", () -> new Crew(new Caller(api, people, "crew", 1), people).run(over, settled));
        List<Thread> working = new ArrayList<>();
        for (int i = 0; i < Blueprints.PIPELINES.size(); i++) {
            String pipeline = Blueprints.PIPELINES.get(i);
            Starter starter = new Starter(
                    pipeline, new Caller(api, people, "starter/" + pipeline, i), Duration.ofMillis(900 + 300L * i));
            working.add(thread("starter-" + pipeline, () -> starter.run(over)));
        }
        Faults toServers = new Faults(plan.seed(), over, faultJournal, plan.pause(), this::say);
        Faults toWorkers =
                new Faults(~plan.seed(), over, faultJournal, plan.pause().multipliedBy(2), this::say);
        if (!plan.faults().isEmpty()) {
            working.add(thread("faults", () -> toServers.harmServers(plan.faults(), scene.nodes(), scene.database())));
            working.add(thread("worker-faults", () -> toWorkers.harmWorkers(plan.faults(), scene.workers())));
        }
        rest(plan.duration());
        over.countDown();
        working.forEach(this::join);
        scene.nodes().forEach(ServerNode::setClockRight);
        scene.nodes().forEach(node -> node.deaths().forEach(this::say));
        say("no more faults; waiting until everything is over");
        Look look = new Look(new Caller(api, people, "checker", 0));
        settle(look);
        settled.countDown();
        join(crew);
        scene.workers().forEach(WorkerProcess::close);
        List<Reader.Told> replayed = replay(api);
        catchUp(follower, replayed.size());
        follower.end();
        following.interrupt();
        join(following);
        List<String> left = LeftJobs.of(scene.town());
        History history = History.read(look);
        Throwable failure = broken.get();
        if (failure != null) {
            throw new IllegalStateException("the harness failed", failure);
        }
        say("checking");
        Records records = Records.in(plan.folder());
        records.notes("broken").findFirst().ifPresent(note -> {
            throw new IllegalStateException(note.who() + " of the harness failed: " + note.text("failure"));
        });
        return new Evidence(
                records,
                Work.of(records),
                history,
                follower.told(),
                replayed,
                left,
                records.notes("fault").map(Fault::of).toList(),
                Scene.ACKNOWLEDGEMENT_WINDOW);
    }

    /** Whatever is not over at the end of the patience is found by the checks. */
    private void settle(Look look) {
        Instant until = Instant.now().plus(plan.patience());
        while (true) {
            long running = Blueprints.PIPELINES.stream()
                    .flatMap(pipeline -> look.executions(pipeline, true).stream())
                    .filter(execution -> List.of("InProgress", "Stopping")
                            .contains(execution.get("status").asString()))
                    .count();
            if (running == 0) {
                say("everything is over");
                return;
            }
            if (Instant.now().isAfter(until)) {
                say(running + " executions do not end");
                return;
            }
            rest(LOOK);
        }
    }

    private List<Reader.Told> replay(Api api) {
        Reader reader = new Reader(api);
        Thread reading = thread("replay", reader::run);
        int before = -1;
        while (before != reader.told().size()) {
            before = reader.told().size();
            rest(QUIET);
        }
        reader.end();
        reading.interrupt();
        join(reading);
        return reader.told();
    }

    private static void catchUp(Reader follower, int size) {
        for (int looks = 0; looks < 40 && follower.told().size() < size; looks++) {
            rest(LOOK);
        }
    }

    private Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                broken.compareAndSet(null, e);
                say(name + " failed: " + e);
            }
        });
    }

    private void join(Thread thread) {
        try {
            if (!thread.join(plan.patience())) {
                throw new IllegalStateException(thread.getName() + " does not end: nobody answers it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted", e);
        }
    }

    private static void rest(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void say(String text) {
        double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        progress.accept("%6.1f s  %s".formatted(seconds, text));
    }
}
