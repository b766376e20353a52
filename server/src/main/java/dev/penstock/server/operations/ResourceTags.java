package dev.penstock.server.operations;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.InvalidTagsException;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TooManyTagsException;

/** The rules of tags that the model's constraints do not say (spec jobs 14.1, events 6). */
final class ResourceTags {
    private static final int LIMIT = 50;
    private static final String RESERVED = "aws:";

    private ResourceTags() {}

    /**
     * @param arn of the resource that is to carry the tags
     * @throws TooManyTagsException more than 50
     * @throws InvalidTagsException a key twice, or one that AWS keeps for itself
     */
    static void check(List<Tag> tags, String arn) {
        if (tags.size() > LIMIT) {
            throw TooManyTagsException.builder()
                    .message("Tag limit exceeded for resource [" + arn + "].")
                    .build();
        }
        Set<String> keys = new HashSet<>();
        for (Tag tag : tags) {
            if (tag.key().toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
                throw invalid("Not allowed to modify system tags. System tags start with 'aws:'."
                        + " msg=[Caller is an end user and not allowed to mutate system tags]");
            }
            if (!keys.add(tag.key())) {
                throw invalid("The tag key '" + tag.key() + "' is used more than once.");
            }
        }
    }

    private static InvalidTagsException invalid(String message) {
        return InvalidTagsException.builder().message(message).build();
    }
}
