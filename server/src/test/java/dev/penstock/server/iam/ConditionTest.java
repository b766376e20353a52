package dev.penstock.server.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.api.operation.Operation;
import dev.penstock.server.auth.Caller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;

/** Conditions of statements (spec events 8.1): operators, absent keys, keys of several values. */
class ConditionTest {
    private static final String SHOP = "arn:aws:codepipeline:eu-west-1:111111111111:shop";

    @ParameterizedTest
    @CsvSource({
        "StringEquals, blue, true",
        "StringEquals, Blue, false",
        "StringEquals, bl*, false",
        "stringequals, blue, true",
        "StringNotEquals, blue, false",
        "StringNotEquals, red, true",
        "StringEqualsIgnoreCase, BLUE, true",
        "StringNotEqualsIgnoreCase, BLUE, false",
        "StringLike, b?u*, true",
        "StringLike, b?u, false",
        "StringNotLike, b*, false",
        "StringNotLike, r*, true",
        "ForAnyValue:StringLike, b*, true",
        "ForAllValues:StringLike, r*, false",
    })
    void aValueIsComparedAsTheOperatorSays(String operator, String wanted, boolean holds) {
        assertThat(holds(operator, "aws:ResourceTag/team", List.of(wanted), "blue"))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, false",
        "StringLike, false",
        "StringNotEquals, true",
        "StringNotLike, true",
        "StringEqualsIfExists, true",
        "StringNotEqualsIfExists, true",
        "ForAnyValue:StringEquals, false",
        "ForAnyValue:StringNotEquals, false",
        "ForAllValues:StringEquals, true",
        "ForAllValues:StringNotEquals, true",
        "ForAnyValue:StringEqualsIfExists, true",
    })
    void aKeyThatTheRequestLacksFailsAllButNegatedAndOptionalConditions(String operator, boolean holds) {
        assertThat(Condition.of(operator, "aws:ResourceTag/team", List.of("blue"))
                        .holds(ConditionValues.NONE))
                .isEqualTo(holds);
    }

    @Test
    void oneOfSeveralWantedValuesIsEnoughAndForANegatedOperatorNoneMayFit() {
        assertThat(holds("StringEquals", "aws:RequestTag/team", List.of("red", "blue"), "blue"))
                .isTrue();
        assertThat(holds("StringNotEquals", "aws:RequestTag/team", List.of("red", "blue"), "blue"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ForAllValues:StringEquals, team stage cost, true",
        "ForAllValues:StringEquals, team, false",
        "ForAnyValue:StringEquals, team, true",
        "ForAnyValue:StringEquals, cost, false",
        "ForAllValues:StringNotEquals, cost, true",
        "ForAllValues:StringNotEquals, team, false",
        "ForAnyValue:StringNotEquals, team, true",
        "ForAnyValue:StringNotEquals, team stage, false",
    })
    void aKeyOfSeveralValuesNeedsAllOrAnyOfThem(String operator, String wanted, boolean holds) {
        assertThat(holds(operator, "aws:TagKeys", List.of(wanted.split(" ")), "team", "stage"))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"StringEquals, true", "StringLike, true", "StringNotEquals, false", "StringNotLike, false"})
    void whatIsRuledOutIsRuledOutForEveryTagOfThatNameWhateverItsCase(String operator, boolean holds) {
        assertThat(holds(operator, "aws:ResourceTag/team", List.of("red"), "red", "blue"))
                .isEqualTo(holds);
    }

    @Test
    void aNullConditionAsksWhetherTheKeyIsThere() {
        assertThat(holds("Null", "aws:TagKeys", List.of("false"), "team")).isTrue();
        assertThat(holds("Null", "aws:TagKeys", List.of("true"), "team")).isFalse();
        assertThat(Condition.of("Null", "aws:RequestTag/team", List.of("true")).holds(ConditionValues.NONE))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ArnLike, arn:aws:iam::111111111111:user/*, true",
        "ArnEquals, arn:aws:iam::*:user/w?rker, true",
        "ArnLike, arn:*, false",
        "ArnNotLike, arn:aws:iam::222222222222:user/*, true",
    })
    void wildcardsOfArnsStayBetweenColons(String operator, String wanted, boolean holds) {
        assertThat(holds(operator, "aws:PrincipalArn", List.of(wanted), "arn:aws:iam::111111111111:user/worker"))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "NumericEquals, aws:ResourceTag/a, 1, operator NumericEquals",
        "DateLessThan, aws:CurrentTime, 2026-01-01, operator DateLessThan",
        "ForSomeValues:StringEquals, aws:TagKeys, a, operator ForSomeValues:StringEquals",
        "IpAddress, aws:SourceIp, 10.0.0.0/8, operator IpAddress",
        "StringEquals, aws:SourceIp, 10.0.0.1, key aws:SourceIp",
        "StringEquals, aws:ResourceTag/, a, key aws:ResourceTag/",
        "StringEquals, aws:ResourceTag/a, ${aws:username}, policy variables",
        "StringEquals, aws:TagKeys, a, needs ForAnyValue: or ForAllValues:",
        "Null, aws:TagKeys, maybe, its value is true or false",
        "NullIfExists, aws:TagKeys, true, without prefix and suffix",
    })
    void whatIsNotEvaluatedIsRefusedWhenThePolicyIsSet(String operator, String key, String value, String reason) {
        assertThatThrownBy(() -> PolicyDocument.parse(policy("*", operator, key, value)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> PolicyDocument.parse("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\","
                        + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:TagKeys\":[]}}}}"))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void aPipelineIsGuardedByItsTagsAndSoAreItsStagesAndActions() {
        String policy = policy("codepipeline:*", "StringEquals", "aws:ResourceTag/Team", "blue");
        Map<String, Map<String, String>> tags = Map.of(SHOP, Map.of("team", "blue"));

        assertAllowed(policy, "GetPipeline", "{\"name\":\"shop\"}", tags);
        assertAllowed(
                policy,
                "EnableStageTransition",
                "{\"pipelineName\":\"shop\",\"stageName\":\"Test\",\"transitionType\":\"Inbound\"}",
                tags);
        assertRefused(policy, "GetPipeline", "{\"name\":\"site\"}", tags);
        assertRefused(policy, "GetPipeline", "{\"name\":\"shop\"}", Map.of(SHOP, Map.of("team", "red")));
        assertRefused(policy, "ListPipelines", "{}", tags);
    }

    @Test
    void aDenialForWhatLacksATagHoldsWhereNothingIsKnownOfTags() {
        String policy = "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},"
                + "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"
                + "{\"StringNotEquals\":{\"aws:ResourceTag/team\":\"blue\"}}}]}";

        assertRefused(policy, "GetPipeline", "{\"name\":\"shop\"}", Map.of());
        assertAllowed(policy, "GetPipeline", "{\"name\":\"shop\"}", Map.of(SHOP, Map.of("team", "blue")));
        assertThat(PolicyDocument.parse(policy).evaluate("s3:GetObject", "arn:aws:s3:::bucket/key"))
                .isEqualTo(PolicyDocument.Verdict.DENIED);
    }

    @Test
    void taggingIsGuardedByTheTagsOfTheRequest() {
        String request = "{\"resourceArn\":\"" + SHOP + "\",\"tags\":[{\"key\":\"team\",\"value\":\"blue\"},"
                + "{\"key\":\"stage\",\"value\":\"test\"}]}";

        assertAllowed(policy("*", "StringEquals", "aws:RequestTag/team", "blue"), "TagResource", request, Map.of());
        assertRefused(policy("*", "StringEquals", "aws:RequestTag/team", "red"), "TagResource", request, Map.of());
        assertRefused(
                policy("*", "ForAllValues:StringEquals", "aws:TagKeys", "team"), "TagResource", request, Map.of());
        assertRefused(
                policy("*", "ForAnyValue:StringEquals", "aws:TagKeys", "cost"),
                "UntagResource",
                "{\"resourceArn\":\"" + SHOP + "\",\"tagKeys\":[\"team\"]}",
                Map.of());
    }

    private static boolean holds(String operator, String key, List<String> wanted, String... present) {
        return Condition.of(operator, key, wanted)
                .holds(asked -> asked.equalsIgnoreCase(key) ? Optional.of(List.of(present)) : Optional.empty());
    }

    private static String policy(String action, String operator, String key, String value) {
        return "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"*\",\"Condition\":{\""
                + operator + "\":{\"" + key + "\":\"" + value + "\"}}}}";
    }

    private static void assertAllowed(
            String policy, String operation, String body, Map<String, Map<String, String>> tags) {
        assertThatCode(() -> check(policy, operation, body, tags)).doesNotThrowAnyException();
    }

    private static void assertRefused(
            String policy, String operation, String body, Map<String, Map<String, String>> tags) {
        assertThatThrownBy(() -> check(policy, operation, body, tags))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("AccessDeniedException"));
    }

    private static void check(String policy, String operation, String body, Map<String, Map<String, String>> tags) {
        CodePipelineRequest request =
                Operation.find(operation).orElseThrow().read(body.getBytes(StandardCharsets.UTF_8));
        Caller caller = new Caller(
                "111111111111", "eu-west-1", "arn:aws:iam::111111111111:user/worker", "AKIAEXAMPLE", policy, false);
        new Authorizer(arn -> tags.getOrDefault(arn, Map.of())).check(caller, operation, request);
    }
}
