package dev.penstock.bench;

import dev.penstock.bench.measure.CostMeter;
import dev.penstock.bench.measure.Load;
import dev.penstock.bench.measure.LoadPlan;
import dev.penstock.bench.measure.Outcome;
import dev.penstock.bench.scenario.Scenario;
import dev.penstock.bench.scenario.Work;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario's workers did.
 *
 * @param alone the same workers before anything disturbed them; null where nothing does
 */
record Run(Outcome outcome, @Nullable Outcome alone) {

    /**
     * Carries the plan out, twice for a scenario that is disturbed.
     *
     * @param progress told every second how many operations are done
     */
    static Run of(Scenario scenario, Work work, LoadPlan plan, CostMeter cost, LongConsumer progress)
            throws InterruptedException {
        String unit = scenario.about().unit();
        Load load = new Load(plan, unit);
        work.begin(load.steps());
        Outcome outcome = load.run(work::worker, cost, progress);
        if (!scenario.disturbed()) {
            return new Run(outcome, null);
        }
        Load disturbed = new Load(plan, unit);
        work.disturb(disturbed.steps());
        return new Run(disturbed.run(work::worker, cost, progress), outcome);
    }
}
