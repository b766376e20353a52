package dev.penstock.artifacts.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.artifacts.S3Object;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SessionPolicyTest {

    @Test
    void inputsMayBeReadAndOutputsWritten() {
        JsonNode statements = statements(SessionPolicy.of(
                new JobScope("1", Set.of(new S3Object("b", "p/In/1.zip")), Set.of(new S3Object("b", "p/Out/2"))),
                false));

        assertThat(statements.size()).isEqualTo(2);
        assertThat(statements.get(0).toString())
                .isEqualTo("{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\",\"s3:GetObjectVersion\"],"
                        + "\"Resource\":[\"arn:aws:s3:::b/p/In/1.zip\"]}");
        assertThat(statements.get(1).toString())
                .isEqualTo("{\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\",\"s3:AbortMultipartUpload\","
                        + "\"s3:ListMultipartUploadParts\"],\"Resource\":[\"arn:aws:s3:::b/p/Out/2\"]}");
    }

    @Test
    void anEncryptedStoresKeyMayBeUsedThroughS3Only() {
        String policy = SessionPolicy.of(new JobScope("1", Set.of(new S3Object("b", "k")), Set.of()), true);

        assertThat(policy)
                .contains("kms:GenerateDataKey")
                .contains("\"Condition\":{\"StringLike\":{\"kms:ViaService\":\"s3.*.amazonaws.com\"}}");
    }

    @Test
    void wildcardsInAKeyMeanThemselves() {
        String policy = SessionPolicy.of(new JobScope("1", Set.of(new S3Object("b", "a*?$x")), Set.of()), false);

        assertThat(policy).contains("arn:aws:s3:::b/a${*}${?}${$}x");
    }

    @Test
    void aJobWithoutArtifactsMayDoNothing() {
        JsonNode statements = statements(SessionPolicy.of(new JobScope("1", Set.of(), Set.of()), true));

        assertThat(statements.size()).isEqualTo(1);
        assertThat(statements.get(0).get("Effect").asString()).isEqualTo("Deny");
    }

    @Test
    void tenArtifactsWithTheLongestNamesFit() {
        assertThat(SessionPolicy.of(longest(5), true)).hasSizeLessThanOrEqualTo(SessionPolicy.MAX_LENGTH);
    }

    @Test
    void moreThanAPolicyHoldsIsRefused() {
        assertThatThrownBy(() -> SessionPolicy.of(longest(20), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2048");
    }

    private static JobScope longest(int count) {
        return new JobScope("1", objects("In", count), objects("Out", count));
    }

    private static Set<S3Object> objects(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new S3Object(
                        "b".repeat(63),
                        "p".repeat(20) + "/" + (name + "x".repeat(10)).substring(0, 10) + "/abcde" + i + ".zip"))
                .collect(Collectors.toSet());
    }

    private static JsonNode statements(String policy) {
        return JsonMapper.shared().readTree(policy).get("Statement");
    }
}
