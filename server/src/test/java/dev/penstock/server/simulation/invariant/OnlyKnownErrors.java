package dev.penstock.server.simulation.invariant;

import dev.penstock.api.error.ApiException;
import dev.penstock.server.simulation.Observation;
import dev.penstock.store.fault.StoreFault;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;

/** Whoever asks is answered or refused in the API's own words; anything else is a bug of ours. */
final class OnlyKnownErrors implements Invariant {

    @Override
    public void check(Observation seen) {
        if (seen.told() == null || seen.told().failure() == null) {
            return;
        }
        RuntimeException failure = seen.told().failure();
        boolean known = failure instanceof CodePipelineException
                || failure instanceof ApiException
                || failure instanceof StoreFault;
        if (!known) {
            Violation violation = new Violation(name(), seen.told().toString());
            violation.initCause(failure);
            throw violation;
        }
    }
}
