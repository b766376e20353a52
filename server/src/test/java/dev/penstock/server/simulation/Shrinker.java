package dev.penstock.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds a short list of happenings that still breaks the same invariant: leaves out larger parts first, then smaller ones,
 * then single ones (delta debugging), and at last the faults that do not matter.
 */
final class Shrinker {

    private final Predicate<List<Happening>> breaks;
    private long budget;

    /**
     * @param breaks whether a list still breaks the invariant
     * @param budget how many happenings may be tried in all
     */
    Shrinker(Predicate<List<Happening>> breaks, long budget) {
        this.breaks = breaks;
        this.budget = budget;
    }

    List<Happening> shrink(List<Happening> failing) {
        List<Happening> shortest = failing;
        int chunk = Math.max(1, shortest.size() / 2);
        while (true) {
            List<Happening> shorter = withoutChunks(shortest, chunk);
            boolean progress = shorter.size() < shortest.size();
            shortest = shorter;
            if (chunk == 1 && !progress) {
                break;
            }
            chunk = Math.max(1, Math.min(chunk / 2, shortest.size() / 2));
        }
        return withoutFaults(shortest);
    }

    private List<Happening> withoutChunks(List<Happening> happenings, int chunk) {
        List<Happening> left = happenings;
        int from = 0;
        while (from < left.size()) {
            List<Happening> candidate = new ArrayList<>(left.subList(0, from));
            candidate.addAll(left.subList(Math.min(left.size(), from + chunk), left.size()));
            if (stillBreaks(candidate)) {
                left = candidate;
            } else {
                from += chunk;
            }
        }
        return left;
    }

    private List<Happening> withoutFaults(List<Happening> happenings) {
        List<Happening> left = new ArrayList<>(happenings);
        for (int i = 0; i < left.size(); i++) {
            Happening happening = left.get(i);
            if (happening.fault() != null) {
                List<Happening> candidate = new ArrayList<>(left);
                candidate.set(i, new Happening(happening.kind(), happening.seed(), null));
                if (stillBreaks(candidate)) {
                    left = candidate;
                }
            }
        }
        return left;
    }

    private boolean stillBreaks(List<Happening> candidate) {
        budget -= candidate.size();
        return budget > 0 && breaks.test(candidate);
    }
}
