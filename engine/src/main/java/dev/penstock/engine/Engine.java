package dev.penstock.engine;

/**
 * Decides what happens next in a pipeline. Pure: the same state, command and givens make the same decision; nothing is
 * read or changed outside. Thread-safe, since it has no state.
 *
 * <p>A command that the rules refuse ends in the API's own exception (spec engine 5), and nothing changes.
 */
public final class Engine {

    public Decision decide(PipelineState state, Command command, Given given) {
        throw new IllegalStateException("no rule for " + command + " in " + state.pipeline() + " at " + given.now());
    }
}
