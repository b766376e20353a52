package dev.penstock.server.simulation.invariant;

import dev.penstock.api.error.ApiException;
import dev.penstock.server.simulation.Observation;
import dev.penstock.store.fault.Fault;
import dev.penstock.store.fault.StoreFault;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;

/** A request that is refused, or that failed before its commit, has changed nothing. */
final class RefusalsChangeNothing implements Invariant {

    @Override
    public void check(Observation seen) {
        if (seen.told() == null || seen.told().failure() == null) {
            return;
        }
        boolean undone = switch (seen.told().failure()) {
            case CodePipelineException refused -> true;
            case ApiException refused -> true;
            case StoreFault fault -> fault.fault() != Fault.AFTER;
            default -> false;
        };
        require(!undone || seen.nothingChanged(), "something changed by %s", seen.told());
    }
}
