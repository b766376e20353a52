package dev.penstock.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codepipeline.model.InvalidWebhookFilterPatternException;
import software.amazon.awssdk.services.codepipeline.model.WebhookFilterRule;

/** Which events count: JSONPath, compared as text, with placeholders (spec jobs 18.3). */
class PayloadFilterTest {
    private static final String PUSH = """
            {"ref":"refs/heads/main","forced":false,"size":3,"ratio":1.50,"nothing":null,
             "repository":{"name":"shop"},"commits":[{"id":"a1","added":["x"]},{"id":"b2"}]}""";

    @ParameterizedTest
    @CsvSource({
        "$.ref, refs/heads/main, true",
        "$.ref, refs/heads/{Branch}, true",
        "$.ref, refs/heads/dev, false",
        "$.forced, false, true",
        "$.size, 3, true",
        "$.size, 3.0, false",
        "$.ratio, 1.50, true",
        "$.nothing, null, true",
        "$.repository.name, shop, true",
        "$.repository, shop, false",
        "$.commits[1].id, b2, true",
        "$.commits[*].id, b2, true",
        "$.commits[*].id, c3, false",
        "$..name, shop, true",
        "$.commits[?(@.id == 'a1')].added[0], x, true",
        "$.commits.length(), 2, true",
        "$.missing, x, false",
        "$.ref.deeper, x, false",
        "$.commits.max(), x, false",
    })
    void aFilterComparesWhatItsPathSelects(String path, String wanted, boolean matches) {
        assertThat(matches(path, wanted)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"$.ref, true", "$.nothing, true", "$.missing, false", "$..id, true", "$..missing, false"})
    void withoutAWantedTextSelectingSomethingIsEnough(String path, boolean matches) {
        assertThat(matches(path, null)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.a[?(@.b", "$.commits[?(@.id =~ /(a+)+$/)]", "$[?]", "$.."})
    void whatIsNoPathIsRefused(String path) {
        assertThatThrownBy(() -> filter(path, null)).isInstanceOf(InvalidWebhookFilterPatternException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$..*..*", "$.*.*.*", "$[*].*[*]", "$[0,0][0,0][0,0]", "$['a','a'].*.*", "$..[?(@..id)]"})
    void aPathThatWouldSearchThePayloadOverAndOverIsRefused(String path) {
        assertThatThrownBy(() -> filter(path, null))
                .isInstanceOf(InvalidWebhookFilterPatternException.class)
                .hasMessageContaining("searches too much: use '..' at most once");
    }

    @ParameterizedTest
    @CsvSource({"1e999999999, 1E+999999999, true", "1e-999999999, 1, false", "1e2, 100, true", "1e2, 1E+2, true"})
    void aHugeNumberIsNotWrittenOut(String number, String wanted, boolean matches) {
        Object payload = payload("application/json", "{\"n\":" + number + "}");

        assertThat(filter("$.n", wanted).matches(payload, PayloadFilterTest::configured))
                .isEqualTo(matches);
    }

    @Test
    void aPlaceholderMustStandForAnOpenValueAndAValueIsTakenAsItIs() {
        assertThatThrownBy(() -> filter("$.ref", "{Token}").checkPlaceholders(PayloadFilterTest::configured))
                .isInstanceOf(InvalidWebhookFilterPatternException.class)
                .hasMessageContaining("{Token}");
        assertThatCode(() -> filter("$.ref", "{Branch}/{}").checkPlaceholders(PayloadFilterTest::configured))
                .doesNotThrowAnyException();
        assertThat(filter("$.ref", "{Odd}").matches(Map.of("ref", "$1{Branch}\\"), PayloadFilterTest::configured))
                .isTrue();
    }

    @Test
    void aPayloadIsTheBodyOrAFieldOfAForm() {
        String form = "a=b&payload=" + URLEncoder.encode("{\"ref\":\"x y\"}", StandardCharsets.UTF_8);

        assertThat(payload("application/json; charset=utf-8", "{\"ref\":\"x y\"}"))
                .isEqualTo(Map.of("ref", "x y"));
        assertThat(payload("application/x-www-form-urlencoded", form)).isEqualTo(Map.of("ref", "x y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{} {}", "payload={}", "\u0000"})
    void whatIsNotJsonIsRefused(String body) {
        assertThatThrownBy(() -> payload(null, body)).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> payload("application/json", "[".repeat(5000))).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> payload("application/x-www-form-urlencoded", "payload=%zz"))
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> payload("application/x-www-form-urlencoded", "other={}"))
                .isInstanceOf(ApiException.class);
    }

    private static Object payload(@Nullable String type, String body) {
        return Payload.read(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean matches(String path, @Nullable String wanted) {
        return filter(path, wanted).matches(payload("application/json", PUSH), PayloadFilterTest::configured);
    }

    private static Optional<String> configured(String name) {
        return Optional.ofNullable(
                Map.of("Branch", "main", "Odd", "$1{Branch}\\").get(name));
    }

    private static PayloadFilter filter(String path, @Nullable String wanted) {
        return PayloadFilter.of(
                WebhookFilterRule.builder().jsonPath(path).matchEquals(wanted).build());
    }
}
