package dev.penstock.engine.job;

import dev.penstock.api.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codepipeline.model.OutputVariablesSizeExceededException;

/** What an action may publish for later ones (spec engine 7.4). */
public final class OutputVariables {
    private static final int LIMIT = 122_880;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9@\\-_]+");

    private OutputVariables() {}

    /**
     * @throws ApiException ValidationException: a wrong name
     * @throws OutputVariablesSizeExceededException names and values are over 122880 bytes
     */
    public static void check(Map<String, String> variables) {
        long size = 0;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (!NAME.matcher(variable.getKey()).matches()) {
                throw ApiException.validation(
                        "1 validation error detected: Value at 'outputVariables' failed to satisfy"
                                + " constraint: Map keys must satisfy constraint: [Member must satisfy regular expression"
                                + " pattern: " + NAME + "]");
            }
            size += bytes(variable.getKey()) + bytes(variable.getValue());
        }
        if (size > LIMIT) {
            throw OutputVariablesSizeExceededException.builder()
                    .message("Output variables exceed the maximum total size of " + LIMIT + " bytes")
                    .build();
        }
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
