package dev.penstock.bench.measure;

/** One unit of work of one worker, repeated until the time is over. Used by one thread. */
@FunctionalInterface
public interface Operation {

    /**
     * Does it once.
     *
     * @param steps times the parts
     * @return false if there was nothing to do, so that it does not count
     * @throws dev.penstock.bench.client.CallFailedException counted as an error; the worker goes on
     */
    boolean run(Steps steps) throws InterruptedException;
}
