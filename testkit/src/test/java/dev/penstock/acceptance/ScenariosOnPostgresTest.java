package dev.penstock.acceptance;

import dev.penstock.testkit.PenstockExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScenariosOnPostgresTest extends ScenarioChecks {
    @RegisterExtension
    static final PenstockExtension PENSTOCK = PenstockExtension.builder()
            .movableClock()
            .setting("sources.poll-interval", "1s")
            .postgres()
            .build();

    @Override
    PenstockExtension penstock() {
        return PENSTOCK;
    }
}
