package dev.penstock.server.operations;

import dev.penstock.store.Store;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.TagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.TagResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceResponse;

/** TagResource, UntagResource, ListTagsForResource (spec jobs 18.4, events 6). Thread-safe. */
public final class TagOperations {
    private static final int PAGE = 100;

    private final Store store;
    private final NextTokens nextTokens;

    public TagOperations(Store store, NextTokens nextTokens) {
        this.store = store;
        this.nextTokens = nextTokens;
    }

    public void register(OperationHandlers handlers) {
        handlers.on(TagResourceRequest.class, this::tag)
                .on(UntagResourceRequest.class, this::untag)
                .on(ListTagsForResourceRequest.class, this::list);
    }

    private TagResourceResponse tag(Call call, TagResourceRequest request) {
        return store.write(tx -> {
            TaggedResource resource = TaggedResource.find(tx, call, request.resourceArn());
            ResourceTags.add(tx.tags(), resource.arn(), request.tags());
            return TagResourceResponse.builder().build();
        });
    }

    private UntagResourceResponse untag(Call call, UntagResourceRequest request) {
        return store.write(tx -> {
            TaggedResource resource = TaggedResource.find(tx, call, request.resourceArn());
            request.tagKeys().forEach(ResourceTags::checkKey);
            tx.tags().remove(resource.arn(), request.tagKeys());
            return UntagResourceResponse.builder().build();
        });
    }

    /** A resource has at most 50 tags, so they are read whole and shown in pages by key. */
    private ListTagsForResourceResponse list(Call call, ListTagsForResourceRequest request) {
        return store.read(tx -> {
            String arn = TaggedResource.find(tx, call, request.resourceArn()).arn();
            String query = call.query("ListTagsForResource", arn);
            int limit = request.maxResults() != null ? request.maxResults() : PAGE;
            SortedMap<String, String> tags = tx.tags().of(arn);
            List<Map.Entry<String, String>> rest = nextTokens
                    .place(query, request.nextToken())
                    .map(last -> tags.tailMap(last + '\0'))
                    .orElse(tags)
                    .entrySet()
                    .stream()
                    .limit(limit + 1L)
                    .toList();
            Page<Map.Entry<String, String>> page = Page.of(rest, limit, last -> nextTokens.token(query, last.getKey()));
            return ListTagsForResourceResponse.builder()
                    .tags(ResourceTags.list(page.rows()))
                    .nextToken(page.nextToken())
                    .build();
        });
    }
}
