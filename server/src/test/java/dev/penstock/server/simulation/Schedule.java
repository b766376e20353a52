package dev.penstock.server.simulation;

import dev.penstock.server.simulation.Happening.Kind;
import dev.penstock.store.fault.Fault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws what happens, in a mood that the seed decides. */
final class Schedule {

    /** How a seed's day is. */
    enum Mood {
        ORDINARY,
        /** Many starts and few workers, so pipelines run into their limits. */
        CROWDED,
        /** The store fails often and nodes die often. */
        STORMY,
        /** Pipelines are edited, deleted and made again all the time. */
        RESTLESS
    }

    private static final List<Fault> FAULTS = List.of(Fault.BEFORE, Fault.DURING, Fault.AFTER, Fault.AFTER);

    private Schedule() {}

    static Mood mood(long seed) {
        return Mood.values()[(int) Math.floorMod(seed, Mood.values().length)];
    }

    static List<Happening> of(long seed, int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        Mood mood = mood(seed);
        List<Kind> urn = urn(mood);
        int faultsInAThousand = mood == Mood.STORMY ? 150 : 20;
        List<Happening> happenings = new ArrayList<>(steps);
        for (int i = 0; i < steps; i++) {
            Kind kind = urn.get(random.nextInt(urn.size()));
            @Nullable
            Fault fault = random.nextInt(1000) < faultsInAThousand ? FAULTS.get(random.nextInt(FAULTS.size())) : null;
            happenings.add(new Happening(kind, random.nextLong(), fault));
        }
        return happenings;
    }

    private static List<Kind> urn(Mood mood) {
        Map<Kind, Integer> factors = new EnumMap<>(Kind.class);
        switch (mood) {
            case ORDINARY -> {}
            case CROWDED -> factors.putAll(Map.of(Kind.START, 8, Kind.PUT_REVISION, 4));
            case STORMY -> factors.putAll(Map.of(Kind.NODE_DIES, 8, Kind.WORKER_DIES, 5, Kind.ASK_AGAIN, 2));
            case RESTLESS -> factors.putAll(Map.of(Kind.EDIT, 6, Kind.DELETE, 3, Kind.CREATE, 4, Kind.STOP, 3));
        }
        List<Kind> urn = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < kind.weight() * factors.getOrDefault(kind, 1); i++) {
                urn.add(kind);
            }
        }
        return urn;
    }
}
