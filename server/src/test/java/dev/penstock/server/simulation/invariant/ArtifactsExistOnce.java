package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.server.simulation.AttemptChange;
import dev.penstock.server.simulation.Observation;
import java.util.HashSet;
import java.util.Set;

/**
 * Each attempt reserves locations of its own for what it makes, never used before; and whatever an action reads was made
 * by an attempt that has succeeded (spec engine 4.3).
 */
final class ArtifactsExistOnce implements Invariant {

    private final Set<String> reserved = new HashSet<>();
    private final Set<String> written = new HashSet<>();

    @Override
    public void check(Observation seen) {
        for (AttemptChange change : seen.attempts()) {
            ActionExecution attempt = change.after();
            if (change.before() == null) {
                for (ArtifactLocation output : attempt.outputs()) {
                    require(reserved.add(place(output)), "%s of %s is reserved twice", output, attempt.actionName());
                }
                for (ArtifactLocation input : attempt.inputs()) {
                    require(
                            written.contains(place(input)),
                            "%s reads %s, which nobody has written",
                            attempt.actionName(),
                            input);
                }
            }
            if (attempt.succeeded()) {
                attempt.outputs().forEach(output -> written.add(place(output)));
            }
        }
    }

    private static String place(ArtifactLocation location) {
        return location.bucket() + "/" + location.key();
    }
}
