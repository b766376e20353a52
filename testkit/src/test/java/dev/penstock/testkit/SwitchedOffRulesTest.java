package dev.penstock.testkit;

import static dev.penstock.testkit.GuardedPipeline.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testkit.GuardedPipeline.Place;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codepipeline.model.ConditionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;

@Timeout(30)
@DisplayName("What reaches out of the server is off until the operator switches it on")
class SwitchedOffRulesTest {

    @RegisterExtension
    final PenstockExtension penstock =
            PenstockExtension.builder().movableClock().build();

    @ParameterizedTest(name = "{0} needs {2}")
    @CsvSource({
        "Commands, , commands.enabled",
        "LambdaInvoke, FunctionName, aws.enabled",
        "CloudWatchAlarm, AlarmName, aws.enabled"
    })
    void theRuleEndsWithATextThatNamesTheSetting(String provider, String key, String setting) {
        RuleDeclaration.Builder rule =
                key == null ? rule(provider, Map.of()).commands("true") : rule(provider, Map.of(key, "x"));
        GuardedPipeline shop = GuardedPipeline.at(penstock, Place.BEFORE_ENTRY, rule.build(), Map.of());

        shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.ERRORED);

        assertThat(shop.text()).contains("Ask its operator to set " + setting + " to true.");
    }
}
