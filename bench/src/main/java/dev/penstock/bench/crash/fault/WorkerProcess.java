package dev.penstock.bench.crash.fault;

import dev.penstock.bench.crash.worker.WorkerMain;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process of workers through all its lives, with one journal. Thread-safe. */
public final class WorkerProcess implements AutoCloseable {
    private final int index;
    private final Path folder;
    private @Nullable ChildProcess process;

    /** @param folder has the town's file, and gets the journal and the log */
    public WorkerProcess(int index, Path folder) {
        this.index = index;
        this.folder = folder;
    }

    public synchronized void start() {
        process = ChildProcess.start(
                name(),
                folder.resolve(name() + ".log"),
                ChildProcess.java(
                        List.of("-Xmx128m"),
                        List.of(
                                WorkerMain.class.getName(),
                                folder.resolve("town.json").toString(),
                                folder.resolve(name() + ".jsonl").toString(),
                                name(),
                                Integer.toString(index))));
    }

    public String name() {
        return "worker-" + index;
    }

    public synchronized ChildProcess process() {
        if (process == null) {
            throw new IllegalStateException(name() + " was never started");
        }
        return process;
    }

    @Override
    public void close() {
        process().kill();
    }
}
