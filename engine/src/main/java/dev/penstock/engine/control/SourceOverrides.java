package dev.penstock.engine.control;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.SourceOverride;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;

/** The source revisions that a caller of StartPipelineExecution asks for (spec engine 5.1). */
public final class SourceOverrides {
    private static final String NOT_A_SOURCE =
            "The action name provided in the source revision is not valid. The action must be a source action in your pipeline.";

    private record Target(String actionName, SourceRevisionType type) {}

    private SourceOverrides() {}

    /**
     * Refuses overrides that do not fit the pipeline. Operations call it before they replay a client request token, since
     * AWS checks in that order (spec corrections 5).
     *
     * @throws ApiException ValidationException
     */
    public static void check(PipelineDefinition definition, List<SourceOverride> overrides) {
        Set<Target> seen = new HashSet<>();
        for (SourceOverride override : overrides) {
            ActionDeclaration action = definition.stages().getFirst().actions().stream()
                    .filter(PipelineDefinition::isSource)
                    .filter(source -> source.name().equals(override.actionName()))
                    .findFirst()
                    .orElseThrow(() -> ApiException.validation(NOT_A_SOURCE));
            if (!fits(action, override.type())) {
                throw ApiException.validation("The revision type " + override.type()
                        + " is not valid for the source action '" + action.name() + "' with provider '"
                        + action.actionTypeId().provider() + "'.");
            }
            if (override.type() == SourceRevisionType.S3_OBJECT_KEY && !keyMayChange(action.configuration())) {
                throw ApiException.validation(
                        "The source action '" + action.name()
                                + "' does not allow another object key. Set AllowOverrideForS3ObjectKey to true in its configuration.");
            }
            if (!seen.add(new Target(override.actionName(), override.type()))) {
                throw ApiException.validation("Source revisions must be unique. The action '" + action.name()
                        + "' has more than one revision of type " + override.type() + ".");
            }
        }
    }

    private static boolean fits(ActionDeclaration action, SourceRevisionType type) {
        String provider = action.actionTypeId().provider();
        return switch (type) {
            case COMMIT_ID ->
                Set.of("CodeCommit", "CodeStarSourceConnection", "GitHub").contains(provider);
            case IMAGE_DIGEST -> provider.equals("ECR");
            case S3_OBJECT_VERSION_ID, S3_OBJECT_KEY -> provider.equals("S3");
            case UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    /** True if an S3 source with that configuration may be told to read another object; case does not matter. */
    public static boolean keyMayChange(Map<String, String> configuration) {
        return "true".equalsIgnoreCase(configuration.get("AllowOverrideForS3ObjectKey"));
    }
}
