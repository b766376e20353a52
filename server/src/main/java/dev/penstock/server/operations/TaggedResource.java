package dev.penstock.server.operations;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.InvalidArnException;
import software.amazon.awssdk.services.codepipeline.model.ResourceNotFoundException;

/**
 * A resource of the caller that can carry tags: a pipeline, a custom action type or a webhook (spec jobs 1.3).
 *
 * @param arn in the one form that tags are kept under
 */
record TaggedResource(String arn) {
    private static final Pattern ARN = Pattern.compile("arn:aws[\\w-]*:codepipeline:([^:]+):(\\d{12}):(.+)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.@_-]{1,100}");
    private static final String WEBHOOK = "webhook:";
    private static final String TYPE = "actiontype:";

    static TaggedResource pipeline(Call call, String name) {
        return of(call, name);
    }

    static TaggedResource webhook(Call call, String name) {
        return of(call, WEBHOOK + name);
    }

    static TaggedResource customType(Call call, ActionTypeKey key) {
        return of(call, TYPE + key.owner() + "/" + key.category() + "/" + key.provider() + "/" + key.version());
    }

    private static TaggedResource of(Call call, String rest) {
        return new TaggedResource("arn:aws:codepipeline:" + call.region() + ":" + call.accountId() + ":" + rest);
    }

    /**
     * The resource that a request names.
     *
     * @throws InvalidArnException if this is no ARN of such a resource
     * @throws ResourceNotFoundException if the caller has no such resource in this region
     */
    static TaggedResource find(Tx tx, Call call, String arn) {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw invalid(arn);
        }
        boolean own = parts.group(1).equals(call.region()) && parts.group(2).equals(call.accountId());
        String rest = parts.group(3);
        if (rest.startsWith(WEBHOOK)) {
            String name = rest.substring(WEBHOOK.length());
            boolean there = own
                    && tx.webhooks().find(call.accountId(), call.region(), name).isPresent();
            return existing(there, webhook(call, name), call, "webhook", name);
        }
        if (rest.regionMatches(true, 0, TYPE, 0, TYPE.length())) {
            ActionTypeKey key = typeKey(rest.substring(TYPE.length())).orElseThrow(() -> invalid(arn));
            boolean there = own
                    && tx.actionTypes()
                            .findCustom(key, call.accountId(), call.region())
                            .filter(type -> !type.deleted())
                            .isPresent();
            return existing(there, customType(call, key), call, "custom action type", key.toString());
        }
        if (!NAME.matcher(rest).matches()) {
            throw invalid(arn);
        }
        boolean there = own
                && tx.pipelines().find(call.accountId(), call.region(), rest).isPresent();
        return existing(there, pipeline(call, rest), call, "pipeline", rest);
    }

    /** {@code Owner/Category/Provider/Version}; some of AWS's examples write the owner small and end with a slash. */
    private static Optional<ActionTypeKey> typeKey(String text) {
        List<String> parts = List.of(text.split("/"));
        if (parts.size() != 4 || !parts.getFirst().equalsIgnoreCase(ActionOwner.CUSTOM.toString())) {
            return Optional.empty();
        }
        ActionCategory category = ActionCategory.fromValue(parts.get(1));
        return category == ActionCategory.UNKNOWN_TO_SDK_VERSION
                ? Optional.empty()
                : Optional.of(new ActionTypeKey(category, ActionOwner.CUSTOM, parts.get(2), parts.get(3)));
    }

    private static TaggedResource existing(
            boolean there, TaggedResource resource, Call call, String kind, String name) {
        if (!there) {
            throw ResourceNotFoundException.builder()
                    .message("The account with id '" + call.accountId() + "' does not include a " + kind
                            + " with the name '" + name + "'")
                    .build();
        }
        return resource;
    }

    private static InvalidArnException invalid(String arn) {
        return InvalidArnException.builder()
                .message("The ARN '" + arn + "' is not the ARN of a pipeline, a custom action type or a webhook.")
                .build();
    }
}
