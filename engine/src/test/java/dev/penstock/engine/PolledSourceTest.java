package dev.penstock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PolledSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** Which sources are polled (spec engine 8.2). */
class PolledSourceTest {

    @ParameterizedTest
    @CsvSource({",true", "true,true", "TRUE,true", "false,false", "no,false", "yes,false", "1,false"})
    void onlyAnOmittedAnswerAndTrueMeanPolling(String answer, boolean polled) {
        Map<String, String> configuration =
                new LinkedHashMap<>(Map.of("S3Bucket", "bundles", "S3ObjectKey", "app.zip"));
        if (answer != null) {
            configuration.put("PollForSourceChanges", answer);
        }

        assertThat(PolledSource.of(pipeline("AWS", "S3", configuration)))
                .containsExactly(new PolledSource("Fetch", "bundles", "app.zip", polled));
    }

    @Test
    void aSourceOfOnesOwnReportsItsRevisionsItself() {
        assertThat(PolledSource.of(pipeline("Custom", "S3", Map.of()))).isEmpty();
        assertThat(PolledSource.of(pipeline("AWS", "ECR", Map.of()))).isEmpty();
    }

    private static PipelineDefinition pipeline(String owner, String provider, Map<String, String> configuration) {
        return new PipelineDefinition(PipelineDeclaration.builder()
                .stages(stage -> stage.name("Source")
                        .actions(action -> action.name("Fetch")
                                .actionTypeId(type -> type.category("Source")
                                        .owner(owner)
                                        .provider(provider)
                                        .version("1"))
                                .configuration(configuration)))
                .build());
    }
}
