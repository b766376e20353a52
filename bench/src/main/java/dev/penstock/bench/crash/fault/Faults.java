package dev.penstock.bench.crash.fault;

import dev.penstock.bench.crash.record.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does harm, one thing after the other, as a seed decides: what, to whom, for how long. Two lanes run side by side, one for
 * servers and their database and one for workers. Belongs to one thread.
 */
public final class Faults {
    private final Random random;
    private final CountDownLatch over;
    private final Journal journal;
    private final Consumer<String> progress;
    private final Duration pause;
    private int databaseFaults;

    /** One thing that may be done. */
    private interface Harm {
        Fault done() throws InterruptedException;
    }

    /** Kinds in random order, each once before one comes again, so that a short run has all of them. */
    private final class Deck {
        private final List<FaultKind> kinds;
        private final List<FaultKind> left = new ArrayList<>();

        Deck(List<FaultKind> kinds) {
            this.kinds = kinds;
        }

        FaultKind next() {
            if (left.isEmpty()) {
                left.addAll(kinds);
                Collections.shuffle(left, random);
            }
            return left.removeLast();
        }
    }

    /**
     * @param over passes when no more harm may be done; what is broken then is mended first
     * @param pause the mean time between two faults
     */
    public Faults(long seed, CountDownLatch over, Journal journal, Duration pause, Consumer<String> progress) {
        this.random = new Random(seed);
        this.over = over;
        this.journal = journal;
        this.pause = pause;
        this.progress = progress;
    }

    /** Harms servers and their database until the time is over. */
    public void harmServers(Set<FaultKind> kinds, List<ServerNode> nodes, Database database) {
        Deck deck = new Deck(List.copyOf(possible(kinds, database)));
        run(() -> {
            ServerNode node = nodes.get(random.nextInt(nodes.size()));
            return switch (deck.next()) {
                case KILL -> killed(node);
                case STOP -> stopped(node.name(), node.process());
                case CONNECTIONS -> cut((Database.Postgres) database);
                case DATABASE -> databaseHarmed((Database.Postgres) database);
                case DISK -> diskFull(node);
                case CLOCK -> clockSet(node);
            };
        });
    }

    /** The kinds that servers on this database can suffer. */
    public static Set<FaultKind> possible(Set<FaultKind> kinds, Database database) {
        Set<FaultKind> possible = EnumSet.noneOf(FaultKind.class);
        possible.addAll(kinds);
        possible.removeAll(
                switch (database) {
                    case Database.Sqlite _ -> Set.of(FaultKind.CONNECTIONS, FaultKind.DATABASE);
                    case Database.Postgres _ -> Set.of(FaultKind.DISK);
                });
        return possible;
    }

    /** Harms processes of workers until the time is over. */
    public void harmWorkers(Set<FaultKind> kinds, List<WorkerProcess> workers) {
        List<FaultKind> possible = kinds.stream()
                .filter(kind -> kind == FaultKind.KILL || kind == FaultKind.STOP)
                .toList();
        if (possible.isEmpty()) {
            return;
        }
        Deck deck = new Deck(possible);
        run(() -> {
            WorkerProcess worker = workers.get(random.nextInt(workers.size()));
            return deck.next() == FaultKind.KILL ? killed(worker) : stopped(worker.name(), worker.process());
        });
    }

    private void run(Harm harm) {
        try {
            while (!over.await(between(pause.toMillis() / 2, pause.toMillis() * 3 / 2), TimeUnit.MILLISECONDS)) {
                Fault fault = harm.done();
                fault.note(journal);
                progress.accept(fault.toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Fault killed(ServerNode node) throws InterruptedException {
        long injected = Journal.now();
        node.process().kill();
        hold(between(0, 2000));
        node.start();
        return new Fault(FaultKind.KILL, node.name(), injected, Journal.now(), "");
    }

    private Fault killed(WorkerProcess worker) throws InterruptedException {
        long injected = Journal.now();
        worker.process().kill();
        hold(between(0, 2000));
        worker.start();
        return new Fault(FaultKind.KILL, worker.name(), injected, Journal.now(), "");
    }

    private Fault stopped(String name, ChildProcess process) throws InterruptedException {
        long injected = Journal.now();
        process.stop();
        hold(between(1000, 6000));
        process.goOn();
        return new Fault(FaultKind.STOP, name, injected, Journal.now(), "");
    }

    private Fault cut(Database.Postgres database) {
        long injected = Journal.now();
        int cut = database.cut(random.nextBoolean() ? 1000 : 300);
        return new Fault(FaultKind.CONNECTIONS, "database", injected, Journal.now(), cut + " connections");
    }

    /** Every second time all of it is killed. */
    private Fault databaseHarmed(Database.Postgres database) throws InterruptedException {
        long injected = Journal.now();
        String what = switch (databaseFaults++ % 4) {
            case 1 -> "killed " + database.killOne(random);
            case 3 -> {
                List<ProcessHandle> stopped = database.stop();
                hold(between(1000, 6000));
                database.goOn(stopped);
                yield "stopped " + stopped.size() + " processes";
            }
            default -> {
                database.kill();
                hold(between(0, 2000));
                database.recover();
                yield "killed all of it";
            }
        };
        return new Fault(FaultKind.DATABASE, "database", injected, Journal.now(), what);
    }

    /**
     * The server is ended in order and started first: its write-ahead log begins anew then and needs space at once, while one
     * that is written over from its beginning needs none for a long time. One time in three it is killed on the full disk.
     */
    private Fault diskFull(ServerNode node) throws InterruptedException {
        Disk disk = node.disk();
        if (disk == null) {
            throw new IllegalStateException("the disk of " + node.name() + " cannot be filled");
        }
        node.process().close();
        node.start();
        long injected = Journal.now();
        String how = disk.fill(node.process().handle(), random);
        hold(between(1000, 5000));
        boolean killed = random.nextInt(3) == 0;
        if (killed) {
            node.process().kill();
        }
        disk.free(node.process().handle());
        if (killed) {
            node.start();
        }
        return new Fault(FaultKind.DISK, node.name(), injected, Journal.now(), killed ? how + ", and killed" : how);
    }

    private Fault clockSet(ServerNode node) {
        long injected = Journal.now();
        SettableClock clock = node.clock();
        if (clock == null) {
            throw new IllegalStateException("the clock of " + node.name() + " cannot be set");
        }
        Duration difference = Duration.ofMillis(between(-20_000, 20_000));
        clock.set(difference);
        return new Fault(FaultKind.CLOCK, node.name(), injected, Journal.now(), difference.toMillis() + " ms");
    }

    private void hold(long millis) throws InterruptedException {
        var _ = over.await(millis, TimeUnit.MILLISECONDS);
    }

    private long between(long least, long most) {
        return least + random.nextLong(most - least + 1);
    }
}
