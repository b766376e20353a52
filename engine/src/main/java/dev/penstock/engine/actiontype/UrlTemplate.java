package dev.penstock.engine.actiontype;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Links into the provider's own pages, filled from templates (spec jobs 13). */
public final class UrlTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(Config:[^}]+|ExternalExecutionId|RevisionId)}");
    private static final String CONFIG = "Config:";

    private UrlTemplate() {}

    /**
     * The page of the thing that an action works on, shown as soon as the action exists in a pipeline. For a manual
     * approval it is what the approver is asked to look at (spec engine 5.7).
     *
     * @param configuration of the action, resolved as far as it is; secrets are never put into a link
     */
    public static Optional<String> entityUrl(ActionType type, Map<String, String> configuration) {
        if (type.performer() instanceof Performer.Approver) {
            return Optional.ofNullable(configuration.get("ExternalEntityLink"));
        }
        return fill(type, type.urls().entity(), configuration, null, null);
    }

    /** The page of this run, once the provider has given it an id. */
    public static Optional<String> executionUrl(
            ActionType type, Map<String, String> configuration, @Nullable String externalExecutionId) {
        return fill(type, type.urls().execution(), configuration, externalExecutionId, null);
    }

    public static Optional<String> revisionUrl(
            ActionType type, Map<String, String> configuration, @Nullable String revisionId) {
        return fill(type, type.urls().revision(), configuration, null, revisionId);
    }

    private static Optional<String> fill(
            ActionType type,
            @Nullable String template,
            Map<String, String> configuration,
            @Nullable String externalExecutionId,
            @Nullable String revisionId) {
        if (template == null) {
            return Optional.empty();
        }
        StringBuilder url = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(template);
        while (placeholder.find()) {
            String name = placeholder.group(1);
            String value = switch (name) {
                case "ExternalExecutionId" -> externalExecutionId;
                case "RevisionId" -> revisionId;
                default -> configured(type, configuration, name.substring(CONFIG.length()));
            };
            if (value == null) {
                return Optional.empty();
            }
            placeholder.appendReplacement(url, Matcher.quoteReplacement(encoded(value)));
        }
        placeholder.appendTail(url);
        return Optional.of(url.toString());
    }

    private static @Nullable String configured(ActionType type, Map<String, String> configuration, String name) {
        boolean secret = type.property(name).map(ActionProperty::secret).orElse(false);
        return secret ? null : configuration.get(name);
    }

    /** Percent-encoded as path text; slashes inside ids are kept. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~")
                .replace("%2F", "/");
    }
}
