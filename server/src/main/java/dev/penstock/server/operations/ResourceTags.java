package dev.penstock.server.operations;

import dev.penstock.store.tag.Tags;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.InvalidTagsException;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TooManyTagsException;

/** The rules of tags that the model's constraints do not say (spec jobs 14.1, events 6). */
final class ResourceTags {
    private static final int LIMIT = 50;
    private static final String RESERVED = "aws:";

    private ResourceTags() {}

    /**
     * The tags by key, if a new resource may have them.
     *
     * @param arn of the resource that is to carry the tags
     * @throws TooManyTagsException more than 50
     * @throws InvalidTagsException a key twice, or one that AWS keeps for itself
     */
    static Map<String, String> check(List<Tag> tags, String arn) {
        if (tags.size() > LIMIT) {
            throw tooMany(arn);
        }
        Map<String, String> byKey = new LinkedHashMap<>();
        for (Tag tag : tags) {
            checkKey(tag.key());
            if (byKey.put(tag.key(), tag.value()) != null) {
                throw invalid("The tag key '" + tag.key() + "' is used more than once.");
            }
        }
        return byKey;
    }

    /**
     * Adds tags to those that the resource has.
     *
     * @throws TooManyTagsException if it would have more than 50
     * @throws InvalidTagsException a key twice, or one that AWS keeps for itself
     */
    static void add(Tags kept, String arn, List<Tag> tags) {
        Map<String, String> added = check(tags, arn);
        Map<String, String> all = new HashMap<>(kept.of(arn));
        all.putAll(added);
        if (all.size() > LIMIT) {
            throw tooMany(arn);
        }
        kept.put(arn, added);
    }

    /** Tags as the API writes them. */
    static List<Tag> list(Collection<Map.Entry<String, String>> tags) {
        return tags.stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** @throws InvalidTagsException a key that AWS keeps for itself */
    static void checkKey(String key) {
        if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
            throw invalid("Not allowed to modify system tags. System tags start with 'aws:'."
                    + " msg=[Caller is an end user and not allowed to mutate system tags]");
        }
    }

    private static TooManyTagsException tooMany(String arn) {
        return TooManyTagsException.builder()
                .message("Tag limit exceeded for resource [" + arn + "].")
                .build();
    }

    private static InvalidTagsException invalid(String message) {
        return InvalidTagsException.builder().message(message).build();
    }
}
