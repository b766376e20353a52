package dev.penstock.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionType.Urls;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.actiontype.Performer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionTypeRulesTest {
    private static final ActionProperty PROJECT = property("ProjectName", true, false, true);
    private static final ActionProperty KEY = property("DeployKey", false, true, false);
    private static final Performer WORKERS =
            new Performer.PartnerWorkers(List.of("222222222222"), List.of(), null, null);

    @Test
    void theTypeThatJenkinsUsesIsFine() {
        assertThatCode(() -> ActionTypeRules.check(
                        type(urls("https://acme.test/job/{Config:ProjectName}/{ExternalExecutionId}"), PROJECT, KEY)))
                .doesNotThrowAnyException();
    }

    @Test
    void anArtifactMaximumBelowItsMinimumIsRefused() {
        ActionType type = type(Urls.NONE, new ArtifactCount(3, 2), WORKERS, List.of(), PROJECT);
        refused(type, "Maximum Number of Artifacts (2) has to be greater than or equal to minimum (3).");
    }

    @Test
    void twoPropertiesOfOneNameAreRefused() {
        refused(type(Urls.NONE, PROJECT, PROJECT), "Configuration property name 'ProjectName' is used more than once.");
    }

    @Test
    void moreThanOneQueryablePropertyIsRefused() {
        refused(
                type(Urls.NONE, PROJECT, property("Other", true, false, true)),
                "Multiple queryable configuration properties found with names 'ProjectName, Other'."
                        + " Up to one queryable property may be specified.");
    }

    @Test
    void aQueryablePropertyMustBeRequiredAndOpen() {
        String text =
                "Invalid queryable property 'P'. Queryable configuration properties must be required and non-secret.";
        refused(type(Urls.NONE, property("P", false, false, true)), text);
        refused(type(Urls.NONE, property("P", true, true, true)), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DeployKey", "Optional", "Missing", ""})
    void aLinkMayOnlyShowRequiredOpenProperties(String name) {
        ActionType type = type(
                urls("https://acme.test/{Config:" + name + "}"),
                PROJECT,
                KEY,
                property("Optional", false, false, false));
        refused(
                type,
                "Invalid placeholder '{Config:" + name + "}' in 'executionUrlTemplate'."
                        + " Only required and non-secret configuration properties may be used.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://partner.example/connect", "javascript:alert(1)", "http://[broken", "partner"})
    void theSignUpPageMustBeHttps(String url) {
        refused(
                type(new Urls(url, null, null, null), PROJECT),
                "The configuration URL '" + url + "' must be an https URL.");
    }

    @Test
    void aPartnersWorkersMustBeAllowedToPoll() {
        Performer nobody = new Performer.PartnerWorkers(List.of(), List.of(), null, null);
        refused(
                type(Urls.NONE, new ArtifactCount(0, 1), nobody, List.of(), PROJECT),
                "The executor of type JobWorker needs pollingAccounts or pollingServicePrincipals.");
    }

    @Test
    void aFunctionCannotRunLongerThanAQuarterOfAnHour() {
        Performer slow = new Performer.PartnerFunction("arn:x", Duration.ofSeconds(901), null);
        refused(
                type(Urls.NONE, new ArtifactCount(0, 1), slow, List.of(), PROJECT),
                "The jobTimeout of an executor of type Lambda can be at most 900 seconds.");
    }

    @Test
    void aPublicTypeOnlyGainsOptionalProperties() {
        ActionType before = published(PROJECT, property("Optional", false, false, false));
        assertThatThrownBy(() -> ActionTypeRules.checkUpdate(
                        before, published(PROJECT, property("Optional", true, false, false))))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("The required property 'Optional' cannot become required");
        assertThatThrownBy(() ->
                        ActionTypeRules.checkUpdate(before, published(PROJECT, property("New", true, false, false))))
                .hasMessageContaining("The required property 'New' cannot be added");
        assertThatCode(() ->
                        ActionTypeRules.checkUpdate(before, published(PROJECT, property("New", false, false, false))))
                .doesNotThrowAnyException();
    }

    @Test
    void aPrivateTypeChangesFreely() {
        ActionType before = type(Urls.NONE, PROJECT);
        assertThatCode(() -> ActionTypeRules.checkUpdate(
                        before, type(Urls.NONE, PROJECT, property("New", true, false, false))))
                .doesNotThrowAnyException();
    }

    private static void refused(ActionType type, String text) {
        assertThatThrownBy(() -> ActionTypeRules.check(type))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo("ValidationException"))
                .hasMessage(text);
    }

    private static ActionProperty property(String name, boolean required, boolean secret, boolean queryable) {
        return new ActionProperty(name, required, false, secret, queryable, null, null);
    }

    private static Urls urls(@Nullable String execution) {
        return new Urls("https://acme.test/connect", null, execution, null);
    }

    private static ActionType published(ActionProperty... properties) {
        return type(Urls.NONE, new ArtifactCount(0, 1), WORKERS, List.of("*"), properties);
    }

    private static ActionType type(Urls urls, ActionProperty... properties) {
        return type(urls, new ArtifactCount(0, 5), WORKERS, List.of(), properties);
    }

    private static ActionType type(
            Urls urls, ArtifactCount inputs, Performer performer, List<String> allowed, ActionProperty... properties) {
        return new ActionType(
                ActionTypeKey.parse("Test/ThirdParty/AcmeLoad/1"),
                "222222222222",
                "eu-west-1",
                null,
                performer,
                List.of(properties),
                inputs,
                new ArtifactCount(0, 5),
                urls,
                Duration.ofHours(1),
                allowed,
                false);
    }
}
