package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.InvalidArnException;
import software.amazon.awssdk.services.codepipeline.model.InvalidNextTokenException;
import software.amazon.awssdk.services.codepipeline.model.InvalidTagsException;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TooManyTagsException;

/** Tags over HTTP: of pipelines and action types, and the rights that hang on them (spec events 6, 8). */
@Timeout(120)
class TagsTest {
    private static final String ACCOUNT = "222222222222";
    private static final String PREFIX = "arn:aws:codepipeline:us-east-1:" + ACCOUNT + ":";
    private static final String SHOP = PREFIX + "shop";
    private static final String REPO = PREFIX + "actiontype:Custom/Source/Repo/1";

    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder().build();

    private CodePipelineClient client;

    @BeforeEach
    void aTaggedPipeline() {
        client = penstock.codePipeline(penstock.newAccount(ACCOUNT, "team"));
        SmallPipeline.createTypes(client);
        client.createPipeline(request -> request.pipeline(SmallPipeline.declaration("shop", ACCOUNT))
                .tags(tag("team", "blue"), tag("stage", "")));
    }

    @Test
    void tagsOfTheCreationAreKeptAddedToAndRemoved() {
        assertThat(tags(SHOP)).containsExactly(tag("stage", ""), tag("team", "blue"));

        client.tagResource(request -> request.resourceArn(SHOP).tags(tag("team", "red"), tag("cost", "7")));
        client.untagResource(request -> request.resourceArn(SHOP).tagKeys("stage", "unknown"));

        assertThat(tags(SHOP)).containsExactly(tag("cost", "7"), tag("team", "red"));
    }

    @Test
    void tagsGoWithTheirPipelineAndANewOneOfTheNameStartsWithout() {
        client.deletePipeline(request -> request.name("shop"));
        assertThatThrownBy(() -> tags(SHOP))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining(
                        "The account with id '222222222222' does not include a pipeline with the name 'shop'");

        client.createPipeline(request -> request.pipeline(SmallPipeline.declaration("shop", ACCOUNT)));
        assertThat(tags(SHOP)).isEmpty();
    }

    @Test
    void aCustomActionTypeHasTagsUntilItIsDeleted() {
        assertThat(tags(REPO)).isEmpty();
        client.tagResource(request ->
                request.resourceArn(REPO.replace("actiontype", "actionType")).tags(tag("team", "blue")));
        assertThat(tags(REPO)).containsExactly(tag("team", "blue"));

        client.deleteCustomActionType(request -> request.category(SmallPipeline.SOURCE.category())
                .provider("Repo")
                .version("1"));
        assertThatThrownBy(() -> tags(REPO)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void fiftyTagsAreEnough() {
        client.tagResource(request -> request.resourceArn(SHOP)
                .tags(IntStream.range(0, 48).mapToObj(i -> tag("key" + i, "v")).toList()));
        client.tagResource(request -> request.resourceArn(SHOP).tags(tag("team", "red")));

        assertThatThrownBy(() ->
                        client.tagResource(request -> request.resourceArn(SHOP).tags(tag("one-more", ""))))
                .isInstanceOf(TooManyTagsException.class)
                .hasMessageContaining("Tag limit exceeded for resource [" + SHOP + "].");
        assertThat(tags(SHOP)).hasSize(50).doesNotContain(tag("one-more", ""));
    }

    @Test
    void tagsAreListedPageByPage() {
        client.tagResource(request -> request.resourceArn(SHOP)
                .tags(IntStream.range(0, 9).mapToObj(i -> tag("key" + i, "v")).toList()));

        List<Tag> all = client
                .listTagsForResourcePaginator(
                        request -> request.resourceArn(SHOP).maxResults(4))
                .stream()
                .flatMap(page -> page.tags().stream())
                .toList();
        assertThat(all).hasSize(11).doesNotHaveDuplicates();
        ListTagsForResourceResponse first =
                client.listTagsForResource(request -> request.resourceArn(SHOP).maxResults(4));
        assertThatThrownBy(() -> client.listTagsForResource(
                        request -> request.resourceArn(REPO).nextToken(first.nextToken())))
                .isInstanceOf(InvalidNextTokenException.class);
    }

    @Test
    void whatCannotBeTaggedIsRefusedInTheApisWords() {
        assertThatThrownBy(() ->
                        client.tagResource(request -> request.resourceArn(SHOP).tags(tag("aws:team", "x"))))
                .isInstanceOf(InvalidTagsException.class)
                .hasMessageContaining("Not allowed to modify system tags. System tags start with 'aws:'.");
        assertThatThrownBy(() -> client.untagResource(
                        request -> request.resourceArn(SHOP).tagKeys("AWS:team")))
                .isInstanceOf(InvalidTagsException.class);
        assertThatThrownBy(() -> tags(SHOP + "/Source")).isInstanceOf(InvalidArnException.class);
        assertThatThrownBy(() -> tags(PREFIX + "actiontype:AWS/Source/S3/1")).isInstanceOf(InvalidArnException.class);
        for (String foreign : List.of(SHOP.replace("2222", "3333"), SHOP.replace("us-east-1", "eu-west-1"))) {
            assertThatThrownBy(() -> tags(foreign)).isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void aKeyMayBeBoundToTheTagsOfPipelines() {
        client.createPipeline(request -> request.pipeline(SmallPipeline.declaration("site", ACCOUNT)));
        CodePipelineClient blue = penstock.codePipeline(penstock.operator().createAccessKey(ACCOUNT, "blue", """
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Action":"codepipeline:*","Resource":"*",
                   "Condition":{"StringEquals":{"aws:ResourceTag/team":"blue"}}},
                  {"Effect":"Deny","Action":"codepipeline:UntagResource","Resource":"*",
                   "Condition":{"ForAnyValue:StringEquals":{"aws:TagKeys":"team"}}}]}
                """));

        assertThat(blue.getPipeline(request -> request.name("shop")).pipeline().name())
                .isEqualTo("shop");
        assertDenied(() -> blue.getPipeline(request -> request.name("site")));
        assertDenied(
                () -> blue.untagResource(request -> request.resourceArn(SHOP).tagKeys("team")));
        blue.untagResource(request -> request.resourceArn(SHOP).tagKeys("stage"));

        client.untagResource(request -> request.resourceArn(SHOP).tagKeys("team"));
        assertDenied(() -> blue.getPipeline(request -> request.name("shop")));
    }

    private static void assertDenied(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        CodePipelineException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("AccessDeniedException"));
    }

    private List<Tag> tags(String arn) {
        return client.listTagsForResource(request -> request.resourceArn(arn)).tags();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
