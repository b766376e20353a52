package dev.penstock.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** The processes that a demo started; closing ends them, the last first, also when the demo itself is ended. */
final class Processes implements AutoCloseable {
    private final Deque<ChildProcess> running = new ArrayDeque<>();
    private final Thread atExit = Thread.ofPlatform().unstarted(this::stopAll);

    Processes() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    synchronized ChildProcess add(ChildProcess process) {
        running.push(process);
        return process;
    }

    /** From now on they outlive the demo. */
    synchronized void leaveRunning() {
        running.clear();
    }

    private synchronized void stopAll() {
        while (!running.isEmpty()) {
            running.pop().stop();
        }
    }

    @Override
    public void close() {
        stopAll();
    }
}
