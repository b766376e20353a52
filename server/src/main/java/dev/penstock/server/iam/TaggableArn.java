package dev.penstock.server.iam;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;

/**
 * The ARN of what can carry tags: a pipeline, a custom action type or a webhook (spec jobs 1.3). Several spellings name one
 * resource; rights are checked, and tags kept, under one.
 *
 * @param resource {@code name}, {@code webhook:name} or {@code actiontype:Custom/Category/Provider/Version}
 */
public record TaggableArn(String region, String accountId, String resource) {
    private static final Pattern ARN = Pattern.compile("arn:aws[\\w-]*:codepipeline:([^:]+):(\\d{12}):(.+)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.@_-]{1,100}");
    private static final String WEBHOOK = "webhook:";
    private static final String TYPE = "actiontype:";

    /** Reads an ARN in any of its spellings; empty if it is none of such a resource. */
    public static Optional<TaggableArn> of(String arn) {
        Matcher parts = ARN.matcher(arn);
        return parts.matches()
                ? resource(parts.group(3)).map(resource -> new TaggableArn(parts.group(1), parts.group(2), resource))
                : Optional.empty();
    }

    private static Optional<String> resource(String text) {
        if (text.startsWith(WEBHOOK)) {
            return Optional.of(text);
        }
        if (text.regionMatches(true, 0, TYPE, 0, TYPE.length())) {
            return customType(text.substring(TYPE.length()));
        }
        return Optional.of(text).filter(name -> NAME.matcher(name).matches());
    }

    /** {@code Owner/Category/Provider/Version}; some of AWS's examples write the owner small and end with a slash. */
    private static Optional<String> customType(String text) {
        List<String> parts = List.of(text.split("/"));
        boolean known = parts.size() == 4
                && parts.getFirst().equalsIgnoreCase("Custom")
                && ActionCategory.fromValue(parts.get(1)) != ActionCategory.UNKNOWN_TO_SDK_VERSION;
        return known ? Optional.of(TYPE + "Custom/" + String.join("/", parts.subList(1, 4))) : Optional.empty();
    }

    /** In the one form. */
    @Override
    public String toString() {
        return "arn:aws:codepipeline:" + region + ":" + accountId + ":" + resource;
    }
}
