package dev.penstock.server.simulation;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.Engine;
import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.server.auth.Caller;
import dev.penstock.server.operations.Call;
import dev.penstock.server.simulation.Told.Asked;
import dev.penstock.store.Store;
import dev.penstock.store.fault.Fault;
import dev.penstock.store.fault.FaultyStore;
import dev.penstock.store.fault.StoreFault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineResponse;

/**
 * Where everything happens: two nodes on one store, one time, and a source of ids and randomness that is the same in every
 * run. A write may fail in each happening, once.
 */
final class Town {

    static final String REGION = "eu-west-1";
    static final String ACCOUNT = "111111111111";
    static final String PARTNER = "222222222222";
    private static final int UNANSWERED = 20;

    final SimulatedTime time = new SimulatedTime();
    final WatchedStore store;
    final Ledger ledger;
    private final Node.Sources sources;
    private final List<Node> nodes = new ArrayList<>();
    private final Deque<Asked.Request> unanswered = new ArrayDeque<>();
    private @Nullable Fault armed;
    private long lastId;
    private int lastInvocation;

    Town(Store store) {
        this.store = new WatchedStore(store);
        this.ledger = new Ledger(store);
        RandomGenerator random = new SplittableRandom(1);
        this.sources = new Node.Sources(time, this::nextId, random, new SeededSecrets(new SplittableRandom(2)));
        store.write(tx -> {
            tx.actionTypes().insert(build());
            tx.actionTypes().insert(check());
            return true;
        });
        nodes.add(newNode());
        nodes.add(newNode());
    }

    private String nextId() {
        return new UUID(0, ++lastId).toString();
    }

    private Node newNode() {
        return new Node(new FaultyStore(store, this::nextFault), sources, new Engine());
    }

    private Optional<Fault> nextFault() {
        Optional<Fault> fault = Optional.ofNullable(armed);
        armed = null;
        return fault;
    }

    /** The next write fails; null: none does. */
    void arm(@Nullable Fault fault) {
        armed = fault;
    }

    Node node(Dice dice) {
        return dice.pick(nodes);
    }

    /** One node dies and another takes its place; what it had in memory is gone. */
    Node replaceNode(Dice dice) {
        int index = dice.below(nodes.size());
        Node dead = nodes.set(index, newNode());
        dead.kill();
        return dead;
    }

    static Call user(String name) {
        return call(ACCOUNT, name);
    }

    static Call partner(String name) {
        return call(PARTNER, name);
    }

    private static Call call(String account, String name) {
        return new Call(
                new Caller(account, REGION, "arn:aws:iam::" + account + ":user/" + name, name, null, false),
                Duration.ZERO);
    }

    /** The same caller in a call of its own, which an SDK would repeat under the same name. */
    Call invocation(Call call) {
        return new Call(call.caller(), call.pollWait(), Integer.toString(++lastInvocation));
    }

    Told ask(Dice dice, Call call, CodePipelineRequest request) {
        Asked.Request asked = new Asked.Request(call, request);
        try {
            CodePipelineResponse answer = node(dice).handle(call, request);
            return new Told(asked, answer, null);
        } catch (StoreFault e) {
            if (unanswered.size() == UNANSWERED) {
                unanswered.removeFirst();
            }
            unanswered.addLast(asked);
            return new Told(asked, null, e);
        } catch (RuntimeException e) {
            return new Told(asked, null, e);
        }
    }

    /** A request whose caller was told that it failed; he asks again. */
    Optional<Asked.Request> nextUnanswered(Dice dice) {
        return Optional.ofNullable(dice.percent(70) ? unanswered.pollFirst() : unanswered.peekLast());
    }

    /** Work that a node does by itself. */
    Told chore(String name, Runnable work) {
        return told(new Asked.Chore(name), () -> {
            work.run();
            return null;
        });
    }

    Told told(Asked asked, Supplier<@Nullable CodePipelineResponse> work) {
        try {
            return new Told(asked, work.get(), null);
        } catch (RuntimeException e) {
            return new Told(asked, null, e);
        }
    }

    /** True for what a caller may be told; anything else is a bug. */
    static boolean refusal(RuntimeException failure) {
        return failure instanceof CodePipelineException || failure instanceof ApiException;
    }

    private static ActionType build() {
        return type(
                PipelineMaker.BUILD,
                ACCOUNT,
                new Performer.CustomWorkers(),
                Duration.ofHours(24),
                List.of(property("ProjectName"), property("Flags")));
    }

    private static ActionType check() {
        return type(
                PipelineMaker.CHECK,
                PARTNER,
                new Performer.PartnerWorkers(List.of(PARTNER), List.of(), Duration.ofMinutes(10), null),
                Duration.ofHours(1),
                List.of(property("Suite")));
    }

    private static ActionProperty property(String name) {
        return new ActionProperty(name, false, false, false, false, null, null);
    }

    private static ActionType type(
            ActionTypeKey key, String owner, Performer performer, Duration timeout, List<ActionProperty> properties) {
        return new ActionType(
                key,
                owner,
                REGION,
                null,
                performer,
                properties,
                new ArtifactCount(0, 5),
                new ArtifactCount(0, 5),
                ActionType.Urls.NONE,
                timeout,
                List.of("*"),
                false);
    }
}
