package dev.penstock.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.penstock.api.error.ApiException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codepipeline.model.ActionConfiguration;
import software.amazon.awssdk.services.codepipeline.model.ActionRevision;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetails;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PutWebhookRequest;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import tools.jackson.databind.json.JsonMapper;

class ShapeCodecTest {

    @Property(tries = 3000)
    void whatIsWrittenIsReadAgainAsTheSame(@ForAll("shapes") SdkPojo shape) {
        byte[] json = ShapeCodec.write(shape);
        assertThat(new JsonMapper().readTree(json).isObject()).isTrue();
        assertThat(read(json, shape)).isEqualTo(shape);
    }

    @Property(tries = 3000)
    void damagedJsonIsReadOrRefusedButNeverBreaksTheReader(
            @ForAll("shapes") SdkPojo shape, @ForAll byte damage, @ForAll @IntRange(max = 1 << 20) int place) {
        byte[] json = ShapeCodec.write(shape);
        byte[] changed = json.clone();
        changed[place % changed.length] = damage;
        refusedOrRead(changed, shape);
        refusedOrRead(Arrays.copyOf(json, place % json.length), shape);
    }

    private static void refusedOrRead(byte[] json, SdkPojo shape) {
        try {
            ShapeCodec.write((SdkPojo) read(json, shape));
        } catch (ApiException e) {
            assertThat(e.code()).isEqualTo("SerializationException");
            assertThat(e.status()).isEqualTo(400);
        }
    }

    private static Object read(byte[] json, SdkPojo like) {
        SdkPojo builder = RandomShapes.builder(like.getClass().getSimpleName());
        ShapeCodec.fill(json, builder);
        return ((SdkBuilder<?, ?>) builder).build();
    }

    @Provide
    Arbitrary<SdkPojo> shapes() {
        return RandomShapes.all();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":5}                     | NUMBER_VALUE can not be converted to a String
            {"name":5.5}                   | NUMBER_VALUE can not be converted to a String
            {"name":true}                  | TRUE_VALUE can not be converted to a String
            {"name":{}}                    | Start of structure or map found where not expected.
            {"name":["a"]}                 | Start of list found where not expected.
            {"version":"1"}                | STRING_VALUE can not be converted to an Integer
            {"version":1.5}                | NUMBER_VALUE can not be converted to an Integer
            {"version":2147483648}         | NUMBER_VALUE can not be converted to an Integer
            {"version":1e999999999}        | NUMBER_VALUE can not be converted to an Integer
            {"version":false}              | FALSE_VALUE can not be converted to an Integer
            {"stages":{}}                  | Start of structure or map found where not expected.
            {"stages":"x"}                 | STRING_VALUE can not be converted to a list
            {"stages":[[]]}                | Start of list found where not expected.
            {"stages":["x"]}               | STRING_VALUE can not be converted to a structure
            {"artifactStore":"x"}          | STRING_VALUE can not be converted to a structure
            {"artifactStores":[]}          | Start of list found where not expected.
            {"artifactStores":7}           | NUMBER_VALUE can not be converted to a map
            []                             | The request body must be a JSON object.
            "x"                            | The request body must be a JSON object.
            null                           | The request body must be a JSON object.
            {"name":"a"} {}                | The request body holds more than one JSON value.
            {"name":"a"                    | The request body is not valid JSON (near line 1, column 12).
            {name:"a"}                     | The request body is not valid JSON (near line 1, column 11).
            {"name":"\\ud83d"}             | A string of the request body holds U+0000 or half of a surrogate pair.
            {"name":"\\ude80\\ud83d"}      | A string of the request body holds U+0000 or half of a surrogate pair.
            {"name":"a\\u0000"}            | A string of the request body holds U+0000 or half of a surrogate pair.
            """)
    void wrongJsonIsRefusedWithItsReason(String json, String message) {
        refused(json.getBytes(UTF_8), message);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        String message = "The request body is not UTF-8.";
        refused(new byte[] {'{', '"', 'n', '"', ':', '"', (byte) 0xC3, '"', '}'}, message);
        refused(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}, message); // overlong U+0000
        refused(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}, message); // a surrogate
        refused("{\"name\":\"ü\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), message);
        refused(
                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16BE),
                "The request body is not valid JSON (near line 1, column 5).");
    }

    @Test
    void deepNestingIsRefusedEvenInAMemberThatIsSkipped() {
        String deep = "{\"unknown\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> ShapeCodec.read(deep, PipelineDeclaration.builder()))
                .withMessageStartingWith("The request body is not valid JSON");
    }

    @Test
    void numbersWithVeryManyDigitsAreRefusedEvenInAMemberThatIsSkipped() {
        String digits = "9".repeat(1_000_000);
        for (String member : new String[] {"version", "unknown"}) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(
                            () -> ShapeCodec.read("{\"" + member + "\":" + digits + "}", PipelineDeclaration.builder()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("SerializationException"));
        }
    }

    @Test
    void messagesDoNotRepeatTheInput() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> ShapeCodec.read("{\"name\": hunter2}", PipelineDeclaration.builder()))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1467929497.204", "1.467929497204E9", "1467929497.2040001"})
    void timestampsAreReadInEveryNotation(String number) {
        assertThat(ShapeCodec.read("{\"created\":" + number + "}", ActionRevision.builder())
                        .created())
                .isEqualTo(Instant.ofEpochMilli(1_467_929_497_204L));
    }

    @Test
    void timestampsMayBeIntegersOrLieBefore1970() {
        assertThat(ShapeCodec.read("{\"created\":1467929497}", ActionRevision.builder())
                        .created())
                .isEqualTo(Instant.ofEpochSecond(1_467_929_497L));
        ActionRevision early =
                ActionRevision.builder().created(Instant.ofEpochMilli(-1_500)).build();
        assertThat(ShapeCodec.toJson(early)).isEqualTo("{\"created\":-1.500}");
        assertThat(ShapeCodec.read("{\"created\":-1.5}", ActionRevision.builder()))
                .isEqualTo(early);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2026-11-01T00:00:00Z\"", "1e300", "true"})
    void otherTimestampsAreRefused(String value) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> ShapeCodec.read("{\"created\":" + value + "}", ActionRevision.builder()))
                .withMessageEndingWith("can not be converted to milliseconds since epoch");
    }

    @Test
    void wholeNumbersMayBeWrittenWithAPointOrAnExponent() {
        ArtifactDetails details =
                ShapeCodec.read("{\"minimumCount\":0.0,\"maximumCount\":5e0}", ArtifactDetails.builder());
        assertThat(details.minimumCount()).isZero();
        assertThat(details.maximumCount()).isEqualTo(5);
    }

    @Test
    void theLastOfSeveralMembersOfOneNameCounts() {
        assertThat(ShapeCodec.read("{\"enabled\":true,\"enabled\":false}", TransitionState.builder())
                        .enabled())
                .isFalse();
        assertThat(ShapeCodec.read("{\"enabled\":true,\"enabled\":null}", TransitionState.builder())
                        .enabled())
                .isNull();
    }

    @Test
    void membersKeepTheirCase() {
        PutWebhookRequest request = ShapeCodec.read("""
                {"webhook":{"authenticationConfiguration":{"SecretToken":"s","allowedIPRange":"10.0.0.0/8"}}}""", PutWebhookRequest.builder());
        assertThat(request.webhook().authenticationConfiguration().secretToken())
                .isEqualTo("s");
        assertThat(request.webhook().authenticationConfiguration().allowedIPRange())
                .isNull();
    }

    @Test
    void anEmptyMapThatWasSetIsWritten() {
        assertThat(ShapeCodec.toJson(
                        ActionConfiguration.builder().configuration(Map.of()).build()))
                .isEqualTo("{\"configuration\":{}}");
        assertThat(ShapeCodec.toJson(ActionConfiguration.builder().build())).isEqualTo("{}");
    }

    @Test
    void aTreeBecomesAShape() {
        Map<String, Object> tree = Map.of("description", "d", "id", Map.of("provider", "AcmeCheck"));
        ActionTypeDeclaration declaration = ShapeCodec.fromTree(tree, ActionTypeDeclaration.builder());
        assertThat(declaration.id().provider()).isEqualTo("AcmeCheck");
    }

    private static void refused(byte[] json, String message) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> ShapeCodec.read(json, PipelineDeclaration.builder()))
                .withMessage(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo("SerializationException"));
    }
}
