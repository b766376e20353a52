package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testkit.GuardedPipeline.Place;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.model.ConditionExecutionStatus;

@Timeout(60)
class OverdueJobsTest {
    @RegisterExtension
    final PenstockExtension penstock =
            PenstockExtension.builder().movableClock().build();

    @Test
    void jobsThatCannotBeEndedDoNotHoldUpTheOthers() {
        GuardedPipeline shop = GuardedPipeline.at(
                penstock,
                Place.BEFORE_ENTRY,
                GuardedPipeline.rule("DeploymentWindow", Map.of("Cron", "* * * ? * * 2020"))
                        .build(),
                Map.of());
        // Of a pipeline that is not there, and all of them due before the rule's.
        penstock.server().store().write(tx -> {
            for (int i = 0; i < 150; i++) {
                tx.jobs()
                        .insert(StrayJobs.of(
                                "stray-" + i, penstock.clock().instant().plus(Duration.ofMinutes(1))));
            }
            return 0;
        });

        penstock.clock().advance(Duration.ofDays(1));

        shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.FAILED);
        assertThat(shop.text()).isEqualTo("The rule timed out after 24 hours.");
    }
}
