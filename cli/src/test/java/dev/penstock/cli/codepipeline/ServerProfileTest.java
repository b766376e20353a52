package dev.penstock.cli.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.AwsFiles;
import dev.penstock.testkit.PenstockExtension;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With the profile that {@code penstock env} names, the commands call the local server. */
class ServerProfileTest {
    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder().build();

    @Test
    void theProfileOfAServerIsAllThatACallNeeds() {
        assertThat(call("list-pipelines")).isEqualTo(new Run(0, "{\n    \"pipelines\": []\n}\n", ""));
        Run unknown = call("get-pipeline", "--name", "none");
        assertThat(unknown.code()).isEqualTo(255);
        assertThat(unknown.err())
                .startsWith("\nAn error occurred (PipelineNotFoundException) when calling the GetPipeline operation: ");
    }

    private Run call(String... words) {
        AwsFiles files = AwsFiles.in(penstock.server().dataFolder());
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME",
                "/nonexistent",
                "AWS_CONFIG_FILE",
                files.config().toString(),
                "AWS_SHARED_CREDENTIALS_FILE",
                files.credentials().toString(),
                "AWS_PROFILE",
                AwsFiles.ADMINISTRATOR));
        return Run.of(List.of(words), environment, Path.of("").toAbsolutePath(), "");
    }
}
