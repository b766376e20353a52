package dev.penstock.server.iam;

import static dev.penstock.server.iam.PolicyDocument.Verdict.ALLOWED;
import static dev.penstock.server.iam.PolicyDocument.Verdict.DENIED;
import static dev.penstock.server.iam.PolicyDocument.Verdict.NOT_MENTIONED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {
    private static final String APP = "arn:aws:codepipeline:eu-west-1:111111111111:app";

    @Test
    void whatNoStatementMentionsIsNotAllowed() {
        PolicyDocument policy = policy(statement("Allow", "codepipeline:GetPipeline", APP));

        assertThat(policy.evaluate("codepipeline:GetPipeline", APP)).isEqualTo(ALLOWED);
        assertThat(policy.evaluate("codepipeline:DeletePipeline", APP)).isEqualTo(NOT_MENTIONED);
        assertThat(policy.evaluate("codepipeline:GetPipeline", APP + "2")).isEqualTo(NOT_MENTIONED);
    }

    @Test
    void anExplicitDenyWinsWhateverTheOrder() {
        String allow = statement("Allow", "*", "*");
        String deny = statement("Deny", "codepipeline:Delete*", APP);

        assertThat(policy(allow + "," + deny).evaluate("codepipeline:DeletePipeline", APP))
                .isEqualTo(DENIED);
        assertThat(policy(deny + "," + allow).evaluate("codepipeline:DeletePipeline", APP))
                .isEqualTo(DENIED);
        assertThat(policy(deny + "," + allow).evaluate("codepipeline:GetPipeline", APP))
                .isEqualTo(ALLOWED);
    }

    @Test
    void caseCountsInResourcesButNotInActions() {
        PolicyDocument policy = policy(statement("Allow", "CodePipeline:getpipeline", APP));

        assertThat(policy.evaluate("codepipeline:GetPipeline", APP)).isEqualTo(ALLOWED);
        assertThat(policy.evaluate("codepipeline:GetPipeline", APP.replace("app", "App")))
                .isEqualTo(NOT_MENTIONED);
    }

    @Test
    void bothSpellingsOfActionTypeMeanTheSame() {
        PolicyDocument policy = policy(statement(
                "Allow", "codepipeline:PollForJobs", "arn:aws:codepipeline:*:*:actionType:Custom/Test/Acme/*"));

        assertThat(policy.evaluate(
                        "codepipeline:PollForJobs",
                        "arn:aws:codepipeline:eu-west-1:111111111111:actiontype:Custom/Test/Acme/1"))
                .isEqualTo(ALLOWED);
    }

    @Test
    void notActionAndNotResourceSpeakOfEverythingElse() {
        PolicyDocument policy = policy("""
                {"Effect":"Allow","NotAction":["codepipeline:Delete*","iam:*"],"NotResource":"%s"}""".formatted(APP));

        assertThat(policy.evaluate("codepipeline:GetPipeline", APP + "2")).isEqualTo(ALLOWED);
        assertThat(policy.evaluate("codepipeline:GetPipeline", APP)).isEqualTo(NOT_MENTIONED);
        assertThat(policy.evaluate("codepipeline:DeletePipeline", APP + "2")).isEqualTo(NOT_MENTIONED);
    }

    @Test
    void aSingleStatementNeedsNoArray() {
        assertThat(PolicyDocument.parse(
                                "{\"Version\":\"2012-10-17\",\"Statement\":" + statement("Allow", "*", "*") + "}")
                        .evaluate("codepipeline:GetPipeline", APP))
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "a*c, abbbc, true",
        "a*c, ac, true",
        "a*c, ab, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "*, anything, true",
        "*b*b*, abab, true",
        "a*b*c, aXbYbZc, true",
        "a**c, abc, true",
        "abc, abcd, false",
        "a*, '', false",
    })
    void starsAndQuestionMarksAreWildcards(String pattern, String value, boolean matches) {
        assertThat(new WildcardPattern(pattern).matches(value)).isEqualTo(matches);
    }

    @Test
    void aPatternOfManyStarsIsMatchedInNoTime() {
        assertThat(new WildcardPattern("*a".repeat(1000) + "b").matches("a".repeat(5000)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Principal\":\"*\"",
                "\"NotPrincipal\":{\"AWS\":\"111111111111\"}",
                "\"Actions\":\"*\"",
                "\"resource\":\"*\""
            })
    void anElementThatWouldNotBeEvaluatedIsRefused(String element) {
        String name = element.substring(1, element.indexOf('"', 1));

        assertRefused(
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"," + element + "}]}",
                "the element " + name + " in a statement is not supported");
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        assertRefused("", "it is not a policy in JSON");
        assertRefused("[]", "it is not a policy in JSON");
        assertRefused("{\"Statement\":[]}", "At least one policy statement is required");
        assertRefused("{\"Version\":\"2012-10-17\"}", "At least one policy statement is required");
        assertRefused("{\"Version\":\"2020-01-01\",\"Statement\":[" + statement("Allow", "*", "*") + "]}", "Version");
        assertRefused("{\"Statement\":[" + statement("Permit", "*", "*") + "]}", "Effect must be Allow or Deny");
        assertRefused("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\"}]}", "either Resource or NotResource");
        assertRefused("{\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\"}]}", "either Action or NotAction");
        assertRefused("{\"Statement\":[" + statement("Allow", "GetPipeline", "*") + "]}", "is not an action such as");
        assertRefused("{\"Statement\":[" + statement("Allow", "*", "app") + "]}", "is not an ARN or *");
        assertRefused("{\"Statement\":[" + statement("Allow", "*", "arn:aws:x:${aws:username}") + "]}", "variables");
        assertRefused(
                "{\"Other\":1,\"Statement\":[" + statement("Allow", "*", "*") + "]}",
                "the element Other in the policy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Statement\":[{\"Effect\":\"Deny\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}],\"Statement\":[]}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{"
                        + "\"Null\":{\"aws:TagKeys\":\"true\"},\"Null\":{\"aws:TagKeys\":\"false\"}}}}"
            })
    void aMemberThatIsThereTwiceIsRefused(String document) {
        assertRefused(document, "Duplicate");
    }

    private static void assertRefused(String document, String reason) {
        assertThatThrownBy(() -> PolicyDocument.parse(document))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("ValidationException"))
                .hasMessageStartingWith("The policy document cannot be used: ")
                .hasMessageContaining(reason);
    }

    private static PolicyDocument policy(String statements) {
        return PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}");
    }

    private static String statement(String effect, String action, String resource) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }
}
