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

/** The rules for one action against its type (spec engine 9, rows 13 to 17, 32, 43; spec jobs 16). */
final class ActionRules {
    /** The rule that the type of an action exists. */
    static final String ACTION_TYPE = "action-type";

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern BOOLEAN = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUERY_VALUE = Pattern.compile("[a-zA-Z0-9_-]{1,50}");

    private final PlacedAction placed;
    private final ActionDeclaration action;
    private final String accountId;
    private final String region;
    private final ActionTypes types;
    private final Problems problems;

    ActionRules(PlacedAction placed, String accountId, String region, ActionTypes types, Problems problems) {
        this.placed = placed;
        this.action = placed.action();
        this.accountId = accountId;
        this.region = region;
        this.types = types;
        this.problems = problems;
    }

    static boolean needsV2(ActionDeclaration action) {
        return CommandsRules.V2_ONLY.contains(
                action.actionTypeId().category() + "/" + action.actionTypeId().provider());
    }

    /** Providers that V1 pipelines do not have (row 32). */
    static void checkPipelineType(PipelineDeclaration pipeline, Problems problems) {
        if (pipeline.pipelineType() == PipelineType.V2) {
            return;
        }
        for (PlacedAction placed : PlacedAction.of(pipeline)) {
            if (needsV2(placed.action())) {
                problems.action(
                        placed.member("actionTypeId"),
                        "v2-only",
                        placed.action().actionTypeId().provider() + " Action can only be used with V2 pipelines.");
            }
        }
    }

    /** The action with masked secrets filled in from the version before. */
    ActionDeclaration checked(@Nullable PipelineDefinition previous) {
        ActionTypeKey key = ActionTypeKey.of(action.actionTypeId());
        Optional<ActionType> type = types.find(key, accountId, region).filter(found -> !found.deleted());
        Map<String, String> configuration = type.map(known -> typed(known, previous))
                .orElseGet(() -> {
                    problems.action(
                            placed.member("actionTypeId"),
                            ACTION_TYPE,
                            key.notAvailable(action.name(), action.region() == null ? region : action.region()));
                    return action.configuration();
                });
        ownRegion(key);
        CommandsRules.check(placed, problems);
        ApprovalRules.check(placed, region, problems);
        return action.toBuilder().configuration(configuration).build();
    }

    private Map<String, String> typed(ActionType type, @Nullable PipelineDefinition previous) {
        Map<String, String> configuration = withSecrets(type, previous);
        configuration(type, configuration);
        count("input", action.inputArtifacts().size(), type.inputs());
        count("output", action.outputArtifacts().size(), type.outputs());
        primarySource(configuration);
        return configuration;
    }

    private void configuration(ActionType type, Map<String, String> configuration) {
        for (ActionProperty property : type.properties()) {
            if (property.required() && !configuration.containsKey(property.name())) {
                problems.action(
                        placed.member("configuration"),
                        "configuration-required",
                        "Action configuration for action '" + action.name() + "' is missing required configuration '"
                                + property.name() + "'");
            }
        }
        configuration.forEach((name, value) -> {
            Optional<ActionProperty> property = type.property(name);
            if (property.isEmpty()) {
                problems.action(
                        placed.configuration(name),
                        "configuration-unknown",
                        "Action configuration for action '" + action.name() + "' contains unknown configuration '"
                                + name + "'");
            } else if (!value.contains("#{")) {
                // What a variable will stand for is not known yet.
                value(property.get(), value);
            }
        });
    }

    /** CodeBuild must know which of several artifacts holds the buildspec (spec providers 1.6). */
    private void primarySource(Map<String, String> configuration) {
        if (!action.actionTypeId().provider().equals("CodeBuild")) {
            return;
        }
        String primary = configuration.get("PrimarySource");
        if (primary == null && action.inputArtifacts().size() > 1) {
            problems.action(
                    placed.member("configuration"),
                    "configuration-required",
                    "Action configuration for action '" + action.name()
                            + "' is missing required configuration 'PrimarySource'");
        } else if (primary != null
                && !primary.contains("#{")
                && action.inputArtifacts().stream()
                        .noneMatch(input -> input.name().equals(primary))) {
            problems.action(
                    placed.configuration("PrimarySource"),
                    "configuration-value",
                    "Action configuration for action '" + action.name()
                            + "' contains an invalid value for configuration 'PrimarySource'. The value must be the"
                            + " name of one of its input artifacts.");
        }
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
            problems.action(
                    placed.configuration(property.name()),
                    "configuration-value",
                    "Action configuration for action '" + action.name()
                            + "' contains an invalid value for configuration '" + property.name()
                            + "'. The value must be "
                            + what + ".");
        }
    }

    /** The mask stands for the stored value as long as stage name, action name and type stay the same. */
    private Map<String, String> withSecrets(ActionType type, @Nullable PipelineDefinition previous) {
        Map<String, String> configuration = new LinkedHashMap<>(action.configuration());
        for (ActionProperty property : type.properties()) {
            String value = configuration.get(property.name());
            if (property.secret() && value != null && Secrets.isMask(value)) {
                stored(property, previous)
                        .ifPresentOrElse(
                                before -> configuration.put(property.name(), before),
                                () -> problems.action(
                                        placed.configuration(property.name()),
                                        "secret-mask",
                                        "Action configuration for the new action '" + action.name()
                                                + "' contains an invalid configuration for the secret property '"
                                                + property.name() + "'. '" + Secrets.MASK
                                                + "' may be used in secret properties only when updating an existing"
                                                + " action."));
            }
        }
        return configuration;
    }

    private Optional<String> stored(ActionProperty property, @Nullable PipelineDefinition previous) {
        return Optional.ofNullable(previous)
                .flatMap(before -> before.action(placed.stage().name(), action.name()))
                .filter(before -> before.actionTypeId().equals(action.actionTypeId()))
                .map(before -> before.configuration().get(property.name()));
    }

    private void count(String kind, int declared, ArtifactCount allowed) {
        if (declared < allowed.minimum()) {
            problems.action(
                    placed.member(kind + "Artifacts"),
                    "artifact-count",
                    "Action " + action.name() + " declares " + declared + " " + kind
                            + " artifacts which is less than the minimum count (" + allowed.minimum() + ")");
        }
        if (declared > allowed.maximum()) {
            problems.action(
                    placed.member(kind + "Artifacts"),
                    "artifact-count",
                    "Action " + action.name() + " declares " + declared + " " + kind
                            + " artifacts which is more than the maximum count (" + allowed.maximum() + ")");
        }
    }

    private void ownRegion(ActionTypeKey key) {
        boolean elsewhere = action.region() != null && !action.region().equals(region);
        boolean bound = key.category() == ActionCategory.SOURCE || key.owner() != ActionOwner.AWS;
        if (elsewhere && bound) {
            problems.action(
                    placed.member("region"),
                    "own-region",
                    "Action '" + action.name()
                            + "' must be in the region of the pipeline. Source, third-party and custom actions cannot be cross-region actions.");
        }
    }
}
