package dev.penstock.providers.rule;

import dev.penstock.providers.FailedAction;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The {@code EnvironmentVariables} of a build: a JSON array of {@code name}, {@code value}, {@code type} (spec engine 6.3). */
final class BuildVariables {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BuildVariables() {}

    /** @throws FailedAction if it is none */
    static List<EnvironmentVariable> parse(String text) {
        JsonNode list;
        try {
            list = JSON.readTree(text);
        } catch (JacksonException notJson) {
            throw malformed();
        }
        if (!list.isArray()) {
            throw malformed();
        }
        List<EnvironmentVariable> variables = new ArrayList<>();
        for (JsonNode entry : list) {
            variables.add(variable(entry));
        }
        return variables;
    }

    private static EnvironmentVariable variable(JsonNode entry) {
        JsonNode name = entry.path("name");
        JsonNode value = entry.path("value");
        EnvironmentVariableType type = EnvironmentVariableType.fromValue(
                entry.path("type").isString() ? entry.path("type").stringValue() : "PLAINTEXT");
        if (!name.isString() || !value.isString() || type == EnvironmentVariableType.UNKNOWN_TO_SDK_VERSION) {
            throw malformed();
        }
        return EnvironmentVariable.builder()
                .name(name.stringValue())
                .value(value.stringValue())
                .type(type)
                .build();
    }

    private static FailedAction malformed() {
        return new FailedAction(
                FailureType.CONFIGURATION_ERROR,
                "EnvironmentVariables must be a JSON array such as"
                        + " [{\"name\":\"STAGE\",\"value\":\"test\",\"type\":\"PLAINTEXT\"}], where type is PLAINTEXT,"
                        + " PARAMETER_STORE or SECRETS_MANAGER. Edit your pipeline to fix the configuration.");
    }
}
