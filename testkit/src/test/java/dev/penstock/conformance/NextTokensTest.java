package dev.penstock.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.testkit.Keys;
import dev.penstock.testkit.PenstockExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.InvalidNextTokenException;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.Tag;

@DisplayName("Next tokens are opaque, sealed, bound to their query, and stable (spec engine 11, corrections 7)")
class NextTokensTest {
    private static final String TEAM = "222222222222";
    private static final String OTHER = "444444444444";

    @RegisterExtension
    static final PenstockExtension PENSTOCK = PenstockExtension.builder()
            .setting("limits.custom-action-types", "1000")
            .build();

    private static Keys teamKeys;
    private static Keys otherKeys;
    private static CodePipelineClient team;
    private static CodePipelineClient other;
    private static int more;

    /** One page of a list: its rows by what tells them apart, and where the next one begins. */
    record Slice(List<String> rows, @Nullable String next) {}

    @FunctionalInterface
    interface Query {
        Slice page(CodePipelineClient client, String pipeline, @Nullable String token);
    }

    /** @param grow makes one more row */
    record Listing(String name, Query query, Runnable grow, boolean ofAPipeline) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void rows() {
        teamKeys = PENSTOCK.newAccount(TEAM, "account");
        otherKeys = PENSTOCK.newAccount(OTHER, "account");
        team = account(teamKeys);
        other = account(otherKeys);
        for (CodePipelineClient client : List.of(team, other)) {
            for (String name : List.of("shop", "stall", "store")) {
                create(client, name);
                for (int i = 0; i < 4; i++) {
                    client.startPipelineExecution(request -> request.name(name));
                }
            }
            for (int i = 0; i < 3; i++) {
                release(client, "shop");
                putWebhook(client, "hook" + i);
            }
            for (int i = 0; i < 120; i++) {
                createType(client, "Type" + i);
            }
        }
    }

    private static CodePipelineClient account(Keys keys) {
        CodePipelineClient client = PENSTOCK.codePipeline(keys);
        client.createCustomActionType(request -> request.category(ActionCategory.SOURCE)
                .provider("Repo")
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
        return client;
    }

    /** In PARALLEL mode, every start is an execution and an action of its own at once. */
    private static void create(CodePipelineClient client, String name) {
        client.createPipeline(request -> request.pipeline(pipeline -> pipeline.name(name)
                        .roleArn("arn:aws:iam::222222222222:role/service")
                        .pipelineType("V2")
                        .executionMode("PARALLEL")
                        .artifactStore(store -> store.type("S3").location("artifacts"))
                        .stages(
                                stage -> stage.name("Source")
                                        .actions(action -> action.name("Fetch")
                                                .actionTypeId(type -> type.category(ActionCategory.SOURCE)
                                                        .owner(ActionOwner.CUSTOM)
                                                        .provider("Repo")
                                                        .version("1"))),
                                stage -> stage.name("Gate")
                                        .beforeEntry(entry -> entry.conditions(condition -> condition
                                                .result("FAIL")
                                                .rules(rule -> rule.name("Itself")
                                                        .ruleTypeId(type -> type.category("Rule")
                                                                .owner("AWS")
                                                                .provider("VariableCheck")
                                                                .version("1"))
                                                        .configuration(Map.of(
                                                                "Variable", "#{codepipeline.PipelineExecutionId}",
                                                                "Operator", "NE",
                                                                "Value", "x")))))
                                        .actions(action -> action.name("Ok")
                                                .actionTypeId(type -> type.category(ActionCategory.APPROVAL)
                                                        .owner(ActionOwner.AWS)
                                                        .provider("Manual")
                                                        .version("1")))))
                .tags(tag("a"), tag("b"), tag("c"), tag("d")));
    }

    private static Tag tag(String key) {
        return Tag.builder().key(key).value("x").build();
    }

    static Stream<Listing> listings() {
        return Stream.of(
                new Listing(
                        "ListPipelines",
                        (client, pipeline, token) -> {
                            var page = client.listPipelines(r -> r.maxResults(1).nextToken(token));
                            return new Slice(
                                    page.pipelines().stream()
                                            .map(PipelineSummary::name)
                                            .toList(),
                                    page.nextToken());
                        },
                        () -> create(team, "shop-" + more++),
                        false),
                new Listing(
                        "ListPipelineExecutions",
                        (client, pipeline, token) -> {
                            var page = client.listPipelineExecutions(
                                    r -> r.pipelineName(pipeline).maxResults(1).nextToken(token));
                            return new Slice(
                                    page.pipelineExecutionSummaries().stream()
                                            .map(PipelineExecutionSummary::pipelineExecutionId)
                                            .toList(),
                                    page.nextToken());
                        },
                        () -> team.startPipelineExecution(r -> r.name("shop")),
                        true),
                new Listing(
                        "ListActionExecutions",
                        (client, pipeline, token) -> {
                            var page = client.listActionExecutions(
                                    r -> r.pipelineName(pipeline).maxResults(1).nextToken(token));
                            return new Slice(
                                    page.actionExecutionDetails().stream()
                                            .map(ActionExecutionDetail::actionExecutionId)
                                            .toList(),
                                    page.nextToken());
                        },
                        () -> team.startPipelineExecution(r -> r.name("shop")),
                        true),
                new Listing(
                        "ListTagsForResource",
                        (client, pipeline, token) -> {
                            String account = client == other ? OTHER : TEAM;
                            var page = client.listTagsForResource(
                                    r -> r.resourceArn("arn:aws:codepipeline:us-east-1:" + account + ":" + pipeline)
                                            .maxResults(1)
                                            .nextToken(token));
                            return new Slice(page.tags().stream().map(Tag::key).toList(), page.nextToken());
                        },
                        () -> team.tagResource(r -> r.resourceArn("arn:aws:codepipeline:us-east-1:" + TEAM + ":shop")
                                .tags(tag("z" + more++))),
                        true),
                new Listing(
                        "ListRuleExecutions",
                        (client, pipeline, token) -> {
                            var page = client.listRuleExecutions(
                                    r -> r.pipelineName(pipeline).maxResults(1).nextToken(token));
                            return new Slice(
                                    page.ruleExecutionDetails().stream()
                                            .map(RuleExecutionDetail::ruleExecutionId)
                                            .toList(),
                                    page.nextToken());
                        },
                        () -> release(team, "shop"),
                        true),
                new Listing(
                        "ListWebhooks",
                        (client, pipeline, token) -> {
                            var page = client.listWebhooks(r -> r.maxResults(1).nextToken(token));
                            return new Slice(
                                    page.webhooks().stream()
                                            .map(webhook -> webhook.definition().name())
                                            .toList(),
                                    page.nextToken());
                        },
                        () -> putWebhook(team, "z" + more++),
                        false),
                new Listing(
                        "ListActionTypes",
                        (client, pipeline, token) -> {
                            var page = client.listActionTypes(
                                    r -> r.actionOwnerFilter("Custom").nextToken(token));
                            return new Slice(
                                    page.actionTypes().stream()
                                            .map(type -> type.id().provider())
                                            .toList(),
                                    page.nextToken());
                        },
                        () -> createType(team, "Z" + more++),
                        false));
    }

    /** All rows that the caller cannot choose the number of come in pages of a hundred. */
    private static int pageSize(Listing listing) {
        return listing.name().equals("ListActionTypes") ? 100 : 1;
    }

    /** Lets an execution reach the conditions of its second stage, whose rules are then evaluated. */
    private static void release(CodePipelineClient client, String pipeline) {
        int before = ruleCount(client, pipeline);
        String started = client.startPipelineExecution(r -> r.name(pipeline)).pipelineExecutionId();
        while (true) {
            Job job = client.pollForJobs(r -> r.actionTypeId(type -> type.category(ActionCategory.SOURCE)
                            .owner(ActionOwner.CUSTOM)
                            .provider("Repo")
                            .version("1")))
                    .jobs()
                    .getFirst();
            client.acknowledgeJob(r -> r.jobId(job.id()).nonce(job.nonce()));
            client.putJobSuccessResult(r -> r.jobId(job.id()));
            if (job.data().pipelineContext().pipelineExecutionId().equals(started)) {
                break;
            }
        }
        PENSTOCK.awaitPipeline(
                client == other ? otherKeys : teamKeys, pipeline, () -> ruleCount(client, pipeline) > before);
    }

    private static int ruleCount(CodePipelineClient client, String pipeline) {
        return client.listRuleExecutions(r -> r.pipelineName(pipeline))
                .ruleExecutionDetails()
                .size();
    }

    private static void putWebhook(CodePipelineClient client, String name) {
        client.putWebhook(r -> r.webhook(webhook -> webhook.name(name)
                .targetPipeline("shop")
                .targetAction("Fetch")
                .filters(List.of())
                .authentication("UNAUTHENTICATED")
                .authenticationConfiguration(none -> {})));
    }

    private static void createType(CodePipelineClient client, String provider) {
        client.createCustomActionType(r -> r.category(ActionCategory.TEST)
                .provider(provider)
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
    }

    private static String token(Listing listing) {
        String token = listing.query().page(team, "shop", null).next();
        assertThat(token).isNotNull();
        return String.valueOf(token);
    }

    @ParameterizedTest
    @MethodSource("listings")
    void pagesHoldEveryRowOnceThoughNewRowsArrive(Listing listing) {
        List<String> before = all(listing);
        List<String> walked = new ArrayList<>();
        boolean grown = false;
        String token = null;
        do {
            Slice page = listing.query().page(team, "shop", token);
            assertThat(page.rows()).isNotEmpty().hasSizeLessThanOrEqualTo(pageSize(listing));
            walked.addAll(page.rows());
            token = page.next();
            if (!grown) {
                listing.grow().run();
                grown = true;
            }
        } while (token != null);

        assertThat(walked).doesNotHaveDuplicates().containsAll(before);
    }

    private static List<String> all(Listing listing) {
        List<String> rows = new ArrayList<>();
        for (String token = null; ; ) {
            Slice page = listing.query().page(team, "shop", token);
            rows.addAll(page.rows());
            token = page.next();
            if (token == null) {
                return rows;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("listings")
    void aTokenSaysNothingToItsReader(Listing listing) {
        Slice page = listing.query().page(team, "shop", null);
        String token = String.valueOf(page.next());
        assertThat(token).matches("[A-Za-z0-9_-]{20,}");
        String decoded = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1);
        assertThat(decoded).doesNotContain(TEAM).doesNotContain(listing.name());
        // What is shorter could be there by chance.
        assertThat(page.rows()).filteredOn(row -> row.length() > 3).noneMatch(decoded::contains);
    }

    @ParameterizedTest
    @MethodSource("listings")
    void whoeverChangesATokenIsRefused(Listing listing) {
        String token = token(listing);
        char last = token.charAt(token.length() - 2);
        for (String changed : List.of(
                token.substring(0, token.length() - 2)
                        + (last == 'A' ? 'B' : 'A')
                        + token.substring(token.length() - 1),
                (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1),
                token + "AAAA",
                token.substring(4),
                "token")) {
            assertThatThrownBy(() -> listing.query().page(team, "shop", changed))
                    .as(changed)
                    .isInstanceOf(InvalidNextTokenException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("listings")
    void aTokenIsGoodForItsOwnQueryOnly(Listing listing) {
        String token = token(listing);
        assertThatThrownBy(() -> listing.query().page(other, "shop", token))
                .isInstanceOf(InvalidNextTokenException.class)
                .hasMessageContaining("The nextToken value '" + token
                        + "' is not valid. Specify a valid nextToken value, and then try again.");
        if (listing.ofAPipeline()) {
            assertThatThrownBy(() -> listing.query().page(team, "stall", token))
                    .isInstanceOf(InvalidNextTokenException.class);
        }
        listings()
                .filter(another -> !another.name().equals(listing.name()))
                .forEach(another -> assertThatThrownBy(() -> another.query().page(team, "shop", token))
                        .isInstanceOf(InvalidNextTokenException.class));
    }
}
