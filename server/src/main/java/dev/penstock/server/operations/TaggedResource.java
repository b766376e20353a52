package dev.penstock.server.operations;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.server.iam.TaggableArn;
import dev.penstock.store.Tx;
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
        return new TaggedResource(new TaggableArn(call.region(), call.accountId(), rest).toString());
    }

    /**
     * The resource that a request names.
     *
     * @throws InvalidArnException if this is no ARN of such a resource
     * @throws ResourceNotFoundException if the caller has no such resource in this region
     */
    static TaggedResource find(Tx tx, Call call, String arn) {
        // The parser that rights are checked with, or a spelling that one of the two does not know would go past a
        // policy.
        TaggableArn named = TaggableArn.of(arn).orElseThrow(() -> invalid(arn));
        boolean own = named.region().equals(call.region()) && named.accountId().equals(call.accountId());
        String rest = named.resource();
        if (rest.startsWith(WEBHOOK)) {
            String name = rest.substring(WEBHOOK.length());
            boolean there = own
                    && tx.webhooks().find(call.accountId(), call.region(), name).isPresent();
            return existing(there, webhook(call, name), call, "webhook", name);
        }
        if (rest.startsWith(TYPE)) {
            ActionTypeKey key = typeKey(rest.substring(TYPE.length()));
            boolean there = own
                    && tx.actionTypes()
                            .findCustom(key, call.accountId(), call.region())
                            .filter(type -> !type.deleted())
                            .isPresent();
            return existing(there, customType(call, key), call, "custom action type", key.toString());
        }
        boolean there = own
                && tx.pipelines().find(call.accountId(), call.region(), rest).isPresent();
        return existing(there, pipeline(call, rest), call, "pipeline", rest);
    }

    private static ActionTypeKey typeKey(String text) {
        String[] parts = text.split("/", -1);
        return new ActionTypeKey(ActionCategory.fromValue(parts[1]), ActionOwner.CUSTOM, parts[2], parts[3]);
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
