package dev.penstock.engine.definition;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;

/**
 * A source action whose object the server can look at by itself: an S3 source (spec engine 8.2).
 *
 * @param polled whether it shall
 */
public record PolledSource(String actionName, String bucket, String objectKey, boolean polled) {

    /** The sources of a pipeline that can be polled. */
    public static List<PolledSource> of(PipelineDefinition definition) {
        return definition.stages().getFirst().actions().stream()
                .filter(PolledSource::readsS3)
                .map(PolledSource::of)
                .toList();
    }

    private static boolean readsS3(ActionDeclaration action) {
        return PipelineDefinition.isSource(action)
                && action.actionTypeId().owner() == ActionOwner.AWS
                && action.actionTypeId().provider().equals("S3");
    }

    private static PolledSource of(ActionDeclaration action) {
        Map<String, String> configuration = action.configuration();
        return new PolledSource(
                action.name(),
                configuration.getOrDefault("S3Bucket", ""),
                configuration.getOrDefault("S3ObjectKey", ""),
                // omitted means yes; any other text than "true" means no
                configuration.getOrDefault("PollForSourceChanges", "true").equalsIgnoreCase("true"));
    }
}
