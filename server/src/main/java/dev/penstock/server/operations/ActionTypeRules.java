package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.actiontype.Performer;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a definition of an action type must keep beyond the model's constraints (spec jobs 13, 14.1, 15; engine 9). Every
 * breach is a ValidationException that says what to change.
 */
final class ActionTypeRules {
    private static final Pattern CONFIGURATION = Pattern.compile("\\{Config:([^}]*)}");
    private static final Duration LONGEST_FUNCTION = Duration.ofSeconds(900);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private ActionTypeRules() {}

    static void check(ActionType type) {
        checkNames(type.properties());
        checkQueryable(type.properties());
        checkCount(type.inputs());
        checkCount(type.outputs());
        checkTemplate(type, "entityUrlTemplate", type.urls().entity());
        checkTemplate(type, "executionUrlTemplate", type.urls().execution());
        checkTemplate(type, "revisionUrlTemplate", type.urls().revision());
        checkConfigurationUrl(type.urls().configuration());
        checkPerformer(type.performer());
    }

    private static void checkNames(List<ActionProperty> properties) {
        Set<String> names = new HashSet<>();
        for (ActionProperty property : properties) {
            if (!names.add(property.name())) {
                throw ApiException.validation(
                        "Configuration property name '" + property.name() + "' is used more than once.");
            }
        }
    }

    private static void checkQueryable(List<ActionProperty> properties) {
        List<ActionProperty> queryable =
                properties.stream().filter(ActionProperty::queryable).toList();
        if (queryable.size() > 1) {
            String names = queryable.stream().map(ActionProperty::name).collect(Collectors.joining(", "));
            throw ApiException.validation("Multiple queryable configuration properties found with names '" + names
                    + "'. Up to one queryable property may be specified.");
        }
        for (ActionProperty property : queryable) {
            if (!property.required() || property.secret()) {
                throw ApiException.validation("Invalid queryable property '" + property.name()
                        + "'. Queryable configuration properties must be required and non-secret.");
            }
        }
    }

    private static void checkCount(ArtifactCount count) {
        if (count.maximum() < count.minimum()) {
            throw ApiException.validation("Maximum Number of Artifacts (" + count.maximum()
                    + ") has to be greater than or equal to minimum (" + count.minimum() + ").");
        }
    }

    /** A link is shown to everybody who sees the pipeline, and must be complete as soon as the action is configured. */
    private static void checkTemplate(ActionType type, String member, @Nullable String template) {
        if (template == null) {
            return;
        }
        Matcher placeholder = CONFIGURATION.matcher(template);
        while (placeholder.find()) {
            boolean usable = type.property(placeholder.group(1))
                    .filter(property -> property.required() && !property.secret())
                    .isPresent();
            if (!usable) {
                throw ApiException.validation("Invalid placeholder '" + placeholder.group() + "' in '" + member
                        + "'. Only required and non-secret configuration properties may be used.");
            }
        }
    }

    /** The sign-up page is sent the customer's client token (spec jobs 12). */
    private static void checkConfigurationUrl(@Nullable String url) {
        if (url != null && !confidential(url)) {
            throw ApiException.validation("The configuration URL '" + url + "' must be an https URL.");
        }
    }

    private static boolean confidential(String url) {
        try {
            URI uri = URI.create(url);
            boolean loopback = uri.getHost() != null && LOOPBACK.contains(uri.getHost());
            return "https".equalsIgnoreCase(uri.getScheme()) || ("http".equalsIgnoreCase(uri.getScheme()) && loopback);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void checkPerformer(Performer performer) {
        switch (performer) {
            case Performer.PartnerWorkers workers -> {
                if (workers.pollingAccounts().isEmpty()
                        && workers.pollingServicePrincipals().isEmpty()) {
                    throw ApiException.validation(
                            "The executor of type JobWorker needs pollingAccounts or pollingServicePrincipals.");
                }
            }
            case Performer.PartnerFunction function -> {
                if (function.jobTimeout() != null && function.jobTimeout().compareTo(LONGEST_FUNCTION) > 0) {
                    throw ApiException.validation("The jobTimeout of an executor of type Lambda can be at most "
                            + LONGEST_FUNCTION.toSeconds() + " seconds.");
                }
            }
            case Performer.Server server -> {}
            case Performer.Nobody nobody -> {}
            case Performer.Approver approver -> {}
            case Performer.CustomWorkers workers -> {}
        }
    }

    /**
     * A public type is in the pipelines of strangers, so an update must leave their declarations valid (spec jobs 15.2).
     * Private types may change freely.
     */
    static void checkUpdate(ActionType before, ActionType after) {
        if (!before.allowedAccounts().contains("*")) {
            return;
        }
        for (ActionProperty property : after.properties()) {
            boolean newlyRequired = property.required()
                    && before.property(property.name())
                            .filter(ActionProperty::required)
                            .isEmpty();
            if (newlyRequired) {
                String what = before.property(property.name()).isPresent() ? "become required" : "be added";
                throw ApiException.validation("The required property '" + property.name() + "' cannot " + what
                        + ", because the action type is public. Make it optional.");
            }
        }
    }
}
