package dev.penstock.cli.codepipeline.query;

import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Positions in lists: counted from the end when negative, of any size. */
final class Sequences {
    private Sequences() {}

    static Value at(List<Value> items, BigInteger index) {
        int size = items.size();
        int at = clamp(index, size);
        if (index.signum() < 0) {
            at += size;
        }
        return at >= 0 && at < size ? items.get(at) : Value.NULL;
    }

    /** The items from start to before stop, every step-th; null stands for the natural end. */
    static List<Value> slice(
            List<Value> items, @Nullable BigInteger start, @Nullable BigInteger stop, @Nullable BigInteger step) {
        int size = items.size();
        int by = step == null ? 1 : clamp(step, size);
        if (by == 0) {
            throw new InvalidValue("slice step cannot be zero");
        }
        int first = start == null ? (by > 0 ? 0 : size - 1) : bounded(start, size, by);
        int last = stop == null ? (by > 0 ? size : -1) : bounded(stop, size, by);
        List<Value> taken = new ArrayList<>();
        for (int i = first; by > 0 ? i < last : i > last; i += by) {
            taken.add(items.get(i));
        }
        return taken;
    }

    private static int bounded(BigInteger position, int size, int by) {
        int at = clamp(position, size);
        if (position.signum() < 0) {
            at += size;
        }
        return by > 0 ? Math.clamp(at, 0, size) : Math.clamp(at, -1, size - 1);
    }

    /** Nothing is farther away than one more than the size. */
    private static int clamp(BigInteger number, int size) {
        BigInteger most = BigInteger.valueOf(size + 1L);
        return number.min(most).max(most.negate()).intValue();
    }
}
