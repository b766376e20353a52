package dev.penstock.cli.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is typed: an answer or a message, never a stack trace. */
class AnyWordsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HOME", "/nonexistent",
            "AWS_ACCESS_KEY_ID", "key",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_DEFAULT_REGION", "us-east-1",
            "AWS_MAX_ATTEMPTS", "1",
            "AWS_ENDPOINT_URL", "http://127.0.0.1:1");

    @Property(tries = 400)
    void noWordsPrintAStackTrace(@ForAll("lines") List<String> words) {
        Run run = Run.of(words, ENVIRONMENT, Path.of("").toAbsolutePath(), "");
        assertThat(run.code()).isIn(0, 2, 255);
        assertThat(run.err())
                .doesNotContain("\tat ")
                .doesNotContain("Unexpected: ")
                .doesNotContain("java.");
        if (run.code() != 0) {
            assertThat(run.err()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> known = Arbitraries.of(
                "get-pipeline",
                "put-third-party-job-success-result",
                "start-pipeline-execution",
                "list-pipelines",
                "create-pipeline",
                "stop-pipeline-execution",
                "untag-resource",
                "help",
                "--help",
                "--name",
                "--name=x",
                "--job-id",
                "--client-token",
                "--current-revision",
                "--execution-details",
                "--pipeline",
                "--variables",
                "--tag-keys",
                "--tags",
                "--abandon",
                "--no-abandon=1",
                "--pipeline-version",
                "--cli-input-json",
                "--cli-input-yaml",
                "--generate-cli-skeleton",
                "output",
                "yaml-input",
                "--query",
                "--output",
                "--output=text",
                "--max-items",
                "--starting-token",
                "--page-size",
                "--no-paginate",
                "--region",
                "--profile",
                "--endpoint-url",
                "--cli-read-timeout",
                "--no-sign-request",
                "--debug",
                "--ma",
                "--",
                "-",
                "-5",
                "{}",
                "[]",
                "{\"a\":[1,{}]}",
                "a=b",
                "name=a,value=b",
                "a={b=[c",
                "a='",
                "file:///dev/null",
                "fileb:///dev/null",
                "file://",
                "file://~",
                "file:///dev/null/x");
        Arbitrary<String> noise = Arbitraries.strings()
                .withChars("ab1=,[]{}'\"\\@|&`()?*.:!<> \t\n-#é😀\u0000")
                .ofMaxLength(12);
        Arbitrary<String> nested =
                Arbitraries.of("a=[", "{\"a\":", "[", "a={b=", "(", "!").map(part -> part.repeat(3000));
        return Arbitraries.frequencyOf(
                        Tuple.of(12, known),
                        Tuple.of(4, noise),
                        Tuple.of(1, Arbitraries.strings().ofMaxLength(8)),
                        Tuple.of(1, nested))
                .list()
                .ofMaxSize(9);
    }
}
