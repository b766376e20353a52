package dev.penstock.engine.definition;

import dev.penstock.engine.Given.ActionTypes;
import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.actiontype.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** The rules for one action against its type (spec engine 9, rows 13 to 17, 32, 43; spec jobs 16). */
final class ActionRules {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern BOOLEAN = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUERY_VALUE = Pattern.compile("[a-zA-Z0-9_-]{1,50}");

    private final StageDeclaration stage;
    private final ActionDeclaration action;
    private final String accountId;
    private final String region;
    private final ActionTypes types;

    ActionRules(StageDeclaration stage, ActionDeclaration action, String accountId, String region, ActionTypes types) {
        this.stage = stage;
        this.action = action;
        this.accountId = accountId;
        this.region = region;
        this.types = types;
    }

    static boolean needsV2(ActionDeclaration action) {
        return CommandsRules.V2_ONLY.contains(
                action.actionTypeId().category() + "/" + action.actionTypeId().provider());
    }

    /** Providers that V1 pipelines do not have (row 32). */
    static void checkPipelineType(PipelineDeclaration pipeline) {
        if (pipeline.pipelineType() == PipelineType.V2) {
            return;
        }
        pipeline.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .filter(ActionRules::needsV2)
                .findFirst()
                .ifPresent(action -> {
                    throw Invalid.action(
                            action.actionTypeId().provider() + " Action can only be used with V2 pipelines.");
                });
    }

    /** The action with masked secrets filled in from the version before. */
    ActionDeclaration checked(@Nullable PipelineDefinition previous) {
        ActionTypeKey key = ActionTypeKey.of(action.actionTypeId());
        ActionType type = types.find(key, accountId, region)
                .filter(found -> !found.deleted())
                .orElseThrow(() -> Invalid.action(
                        key.notAvailable(action.name(), action.region() == null ? region : action.region())));
        Map<String, String> configuration = withSecrets(type, previous);
        configuration(type, configuration);
        count("input", action.inputArtifacts().size(), type.inputs());
        count("output", action.outputArtifacts().size(), type.outputs());
        ownRegion(key);
        CommandsRules.check(action);
        ApprovalRules.check(action, region);
        return action.toBuilder().configuration(configuration).build();
    }

    private void configuration(ActionType type, Map<String, String> configuration) {
        for (ActionProperty property : type.properties()) {
            if (property.required() && !configuration.containsKey(property.name())) {
                throw Invalid.action("Action configuration for action '" + action.name()
                        + "' is missing required configuration '" + property.name() + "'");
            }
        }
        configuration.forEach((name, value) -> {
            ActionProperty property = type.property(name)
                    .orElseThrow(() -> Invalid.action("Action configuration for action '" + action.name()
                            + "' contains unknown configuration '" + name + "'"));
            // What a variable will stand for is not known yet.
            if (!value.contains("#{")) {
                value(property, value);
            }
        });
    }

    private void value(ActionProperty property, String value) {
        if (property.type() != null) {
            switch (property.type()) {
                case NUMBER -> require(property, NUMBER.matcher(value).matches(), "a number");
                case BOOLEAN -> require(property, BOOLEAN.matcher(value).matches(), "true or false");
                case STRING, UNKNOWN_TO_SDK_VERSION -> {}
            }
        }
        if (property.queryable()) {
            require(
                    property,
                    QUERY_VALUE.matcher(value).matches(),
                    "1 to 50 letters, digits, underscores or hyphens, since workers can query it");
        }
    }

    private void require(ActionProperty property, boolean satisfied, String what) {
        if (!satisfied) {
            throw Invalid.action("Action configuration for action '" + action.name()
                    + "' contains an invalid value for configuration '" + property.name() + "'. The value must be "
                    + what + ".");
        }
    }

    /** The mask stands for the stored value as long as stage name, action name and type stay the same. */
    private Map<String, String> withSecrets(ActionType type, @Nullable PipelineDefinition previous) {
        Map<String, String> configuration = new LinkedHashMap<>(action.configuration());
        for (ActionProperty property : type.properties()) {
            String value = configuration.get(property.name());
            if (property.secret() && value != null && Secrets.isMask(value)) {
                configuration.put(property.name(), stored(property, previous));
            }
        }
        return configuration;
    }

    private String stored(ActionProperty property, @Nullable PipelineDefinition previous) {
        return Optional.ofNullable(previous)
                .flatMap(before -> before.action(stage.name(), action.name()))
                .filter(before -> before.actionTypeId().equals(action.actionTypeId()))
                .map(before -> before.configuration().get(property.name()))
                .orElseThrow(() -> Invalid.action("Action configuration for the new action '" + action.name()
                        + "' contains an invalid configuration for the secret property '" + property.name()
                        + "'. '" + Secrets.MASK
                        + "' may be used in secret properties only when updating an existing action."));
    }

    private void count(String kind, int declared, ArtifactCount allowed) {
        if (declared < allowed.minimum()) {
            throw Invalid.action("Action " + action.name() + " declares " + declared + " " + kind
                    + " artifacts which is less than the minimum count (" + allowed.minimum() + ")");
        }
        if (declared > allowed.maximum()) {
            throw Invalid.action("Action " + action.name() + " declares " + declared + " " + kind
                    + " artifacts which is more than the maximum count (" + allowed.maximum() + ")");
        }
    }

    private void ownRegion(ActionTypeKey key) {
        boolean elsewhere = action.region() != null && !action.region().equals(region);
        boolean bound = key.category() == ActionCategory.SOURCE || key.owner() != ActionOwner.AWS;
        if (elsewhere && bound) {
            throw Invalid.action(
                    "Action '" + action.name()
                            + "' must be in the region of the pipeline. Source, third-party and custom actions cannot be cross-region actions.");
        }
    }
}
