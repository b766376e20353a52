package dev.penstock.server.operations;

import dev.penstock.engine.Command;
import dev.penstock.engine.Decision;
import dev.penstock.engine.Engine;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.Given;
import dev.penstock.engine.PipelineState;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.store.Tx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Takes one step of a pipeline inside an open transaction: locks it, lets the engine decide, writes the decision. Every
 * change of a running pipeline goes through here, whoever asks for it. Thread-safe.
 */
public final class PipelineSteps {
    private final Engine engine;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final RandomGenerator random;
    private final EngineSettings settings;
    private final Function<ActionTypeKey, Optional<ActionType>> builtIn;
    private final ClientPairs clientPairs;

    public PipelineSteps(
            Engine engine,
            InstantSource clock,
            Supplier<String> ids,
            RandomGenerator random,
            EngineSettings settings,
            Function<ActionTypeKey, Optional<ActionType>> builtIn,
            ClientPairs clientPairs) {
        this.engine = engine;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
        this.settings = settings;
        this.builtIn = builtIn;
        this.clientPairs = clientPairs;
    }

    /**
     * @param executionIds executions that the command names, so that finished ones are loaded too
     * @throws software.amazon.awssdk.services.codepipeline.model.CodePipelineException the API's refusal; nothing changed
     */
    public Decision take(Tx tx, String pipelineId, List<String> executionIds, Command command) {
        return take(tx, tx.pipelines().lock(pipelineId, executionIds), command);
    }

    /**
     * The same, for a command that depends on something which only the lock holds still.
     *
     * @param command asked with the pipeline locked; empty if there is nothing to do
     */
    public Optional<Decision> take(
            Tx tx, String pipelineId, List<String> executionIds, Supplier<Optional<Command>> command) {
        PipelineState state = tx.pipelines().lock(pipelineId, executionIds);
        return command.get().map(wanted -> take(tx, state, wanted));
    }

    /**
     * The same, for who has locked the pipeline already.
     *
     * @param state as the lock gave it
     */
    public Decision take(Tx tx, PipelineState state, Command command) {
        Decision decision = engine.decide(state, command, given(tx));
        tx.apply(state.pipeline(), decision);
        return decision;
    }

    /** What the engine and the declaration rules may know in this transaction. */
    public Given given(Tx tx) {
        return new Given(clock.instant(), ids, random, settings, actionTypes(tx));
    }

    public Given.ActionTypes actionTypes(Tx tx) {
        return new VisibleActionTypes(builtIn, clientPairs, tx);
    }
}
