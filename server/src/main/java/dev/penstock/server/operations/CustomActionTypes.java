package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType.Urls;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.actiontype.Performer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationProperty;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationPropertyType;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionType;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeSettings;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetails;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;

/** Action types in the older form: CreateCustomActionType takes it, ListActionTypes answers it for every type. */
final class CustomActionTypes {
    private static final Set<ActionCategory> CATEGORIES = EnumSet.of(
            ActionCategory.SOURCE,
            ActionCategory.BUILD,
            ActionCategory.TEST,
            ActionCategory.DEPLOY,
            ActionCategory.INVOKE);

    private CustomActionTypes() {}

    /**
     * Reads the type of a create request and checks its rules (spec jobs 14.1).
     *
     * @param timeout limit of a whole action execution
     * @throws ApiException ValidationException that says what to change
     */
    static dev.penstock.engine.actiontype.ActionType read(
            CreateCustomActionTypeRequest request, String account, String region, Duration timeout) {
        if (!CATEGORIES.contains(request.category())) {
            throw ApiException.validation("Custom action types can be of the categories " + CATEGORIES
                    + ", but not of the category " + request.categoryAsString() + ".");
        }
        dev.penstock.engine.actiontype.ActionType type = new dev.penstock.engine.actiontype.ActionType(
                new ActionTypeKey(request.category(), ActionOwner.CUSTOM, request.provider(), request.version()),
                account,
                region,
                null,
                new Performer.CustomWorkers(),
                request.configurationProperties().stream()
                        .map(CustomActionTypes::property)
                        .toList(),
                count(request.inputArtifactDetails()),
                count(request.outputArtifactDetails()),
                urls(request.settings()),
                timeout,
                List.of(),
                false);
        ActionTypeRules.check(type);
        return type;
    }

    /** True if both describe the same schema; whether one is deleted, or runs under another limit, does not matter. */
    static boolean sameDefinition(
            dev.penstock.engine.actiontype.ActionType one, dev.penstock.engine.actiontype.ActionType other) {
        return one.properties().equals(other.properties())
                && one.inputs().equals(other.inputs())
                && one.outputs().equals(other.outputs())
                && one.urls().equals(other.urls());
    }

    private static ActionProperty property(ActionConfigurationProperty property) {
        ActionConfigurationPropertyType type = property.type();
        return new ActionProperty(
                property.name(),
                property.required(),
                property.key(),
                property.secret(),
                Boolean.TRUE.equals(property.queryable()),
                property.description(),
                type == ActionConfigurationPropertyType.STRING ? null : type);
    }

    private static ArtifactCount count(ArtifactDetails details) {
        return new ArtifactCount(details.minimumCount(), details.maximumCount());
    }

    private static Urls urls(@Nullable ActionTypeSettings settings) {
        return settings == null
                ? Urls.NONE
                : new Urls(
                        settings.thirdPartyConfigurationUrl(),
                        settings.entityUrlTemplate(),
                        settings.executionUrlTemplate(),
                        settings.revisionUrlTemplate());
    }

    /** The type as answers show it: settings always, {@code queryable} always, {@code type} never (spec corrections 11). */
    static ActionType write(dev.penstock.engine.actiontype.ActionType type) {
        return ActionType.builder()
                .id(type.key().toId())
                .settings(settings -> settings.thirdPartyConfigurationUrl(
                                type.urls().configuration())
                        .entityUrlTemplate(type.urls().entity())
                        .executionUrlTemplate(type.urls().execution())
                        .revisionUrlTemplate(type.urls().revision()))
                .actionConfigurationProperties(type.properties().stream()
                        .map(CustomActionTypes::property)
                        .toList())
                .inputArtifactDetails(details(type.inputs()))
                .outputArtifactDetails(details(type.outputs()))
                .build();
    }

    private static ActionConfigurationProperty property(ActionProperty property) {
        return ActionConfigurationProperty.builder()
                .name(property.name())
                .required(property.required())
                .key(property.key())
                .secret(property.secret())
                .queryable(property.queryable())
                .description(property.description())
                .build();
    }

    private static ArtifactDetails details(ArtifactCount count) {
        return ArtifactDetails.builder()
                .minimumCount(count.minimum())
                .maximumCount(count.maximum())
                .build();
    }
}
