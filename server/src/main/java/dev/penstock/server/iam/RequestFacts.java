package dev.penstock.server.iam;

import dev.penstock.server.auth.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.PutWebhookRequest;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceRequest;

/**
 * What conditions may ask about a request (spec events 8.1, 8.2): its tags, the tags of the resource it is about, who
 * makes it and where. The tags of a resource are looked up only if a condition asks.
 */
record RequestFacts(Caller caller, List<Tag> tags, List<String> tagKeys, Function<String, Map<String, String>> tagsOf) {
    private static final String SERVICE = "codepipeline.amazonaws.com";

    /** @param tagsOf the tags of a resource by its ARN */
    static RequestFacts of(Caller caller, CodePipelineRequest request, Function<String, Map<String, String>> tagsOf) {
        List<Tag> tags = switch (request) {
            case CreatePipelineRequest r -> r.tags();
            case CreateCustomActionTypeRequest r -> r.tags();
            case PutWebhookRequest r -> r.tags();
            case TagResourceRequest r -> r.tags();
            default -> List.of();
        };
        List<String> keys = request instanceof UntagResourceRequest untag
                ? untag.tagKeys()
                : tags.stream().map(Tag::key).toList();
        return new RequestFacts(caller, tags, keys, tagsOf);
    }

    /** The facts with the request being about that resource. */
    ConditionValues about(String action, String resource) {
        return key -> {
            int slash = key.indexOf('/');
            String name = slash < 0 ? key : key.substring(0, slash);
            return switch (name) {
                case "aws:resourcetag", "codepipeline:resourcetag" ->
                    tag(
                            key.substring(slash + 1),
                            () -> resource.equals("*") ? Map.of() : tagsOf.apply(tagged(resource)));
                case "aws:requesttag" -> tag(key.substring(slash + 1), this::requested);
                case "aws:tagkeys" -> tagKeys.isEmpty() ? Optional.empty() : Optional.of(tagKeys);
                case "aws:principalarn" -> Optional.of(List.of(caller.principalArn()));
                case "aws:principalaccount" -> Optional.of(List.of(caller.accountId()));
                case "aws:requestedregion" -> Optional.of(List.of(caller.region()));
                case "iam:passedtoservice" ->
                    action.equals("iam:PassRole") ? Optional.of(List.of(SERVICE)) : Optional.empty();
                default -> Optional.empty();
            };
        };
    }

    private Map<String, String> requested() {
        Map<String, String> requested = new TreeMap<>();
        tags.forEach(tag -> requested.put(tag.key(), tag.value()));
        return requested;
    }

    /** Case does not count in the tag key of a condition either. */
    private static Optional<List<String>> tag(String key, Supplier<Map<String, String>> tags) {
        List<String> values = tags.get().entrySet().stream()
                .filter(tag -> tag.getKey().toLowerCase(Locale.ROOT).equals(key))
                .map(Map.Entry::getValue)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    /** Stages and actions have the tags of their pipeline. */
    private static String tagged(String resource) {
        String arn = PolicyDocument.normalised(resource);
        int slash = arn.indexOf('/');
        return slash < 0 || arn.contains(":actiontype:") ? arn : arn.substring(0, slash);
    }
}
