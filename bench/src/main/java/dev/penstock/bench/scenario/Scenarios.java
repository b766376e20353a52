package dev.penstock.bench.scenario;

import java.util.List;
import java.util.Optional;

/** All that can be measured. */
public final class Scenarios {
    private static final List<Scenario> ALL = List.of(
            JobCycle.thirdParty("Bench"),
            JobCycle.custom(),
            PipelineRun.threeStages(),
            PipelineRun.oneAtATime(),
            new HandOff(),
            new CreatePipelines(),
            new Crud(),
            new ManyPipelines(),
            new History(),
            new Retention(),
            new Overload(),
            new BareHttp(),
            new DatabaseAlone());

    private Scenarios() {}

    public static List<Scenario> all() {
        return ALL;
    }

    public static Optional<Scenario> find(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.about().name().equals(name))
                .findFirst();
    }
}
