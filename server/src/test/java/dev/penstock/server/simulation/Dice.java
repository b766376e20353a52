package dev.penstock.server.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All chance of one happening, from its own seed: so it falls the same when others before it are left out. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** From 0 to below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** The list must not be empty. */
    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    final <T> T any(T... options) {
        return options[random.nextInt(options.length)];
    }
}
