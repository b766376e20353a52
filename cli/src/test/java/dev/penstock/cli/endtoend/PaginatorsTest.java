package dev.penstock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.AwsFiles;
import dev.penstock.testkit.PenstockExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import tools.jackson.databind.JsonNode;

@DisplayName("Everybody's own paginators walk long lists without gap or repeat, while rows arrive")
@Timeout(300)
class PaginatorsTest {
    private static final int EXECUTIONS = 2500;
    private static final int PIPELINES = 600;
    private static final int CLIENTS = 16;

    @RegisterExtension
    static final PenstockExtension PENSTOCK =
            PenstockExtension.builder().setting("limits.pipelines", "100000").build();

    private static CodePipelineClient client;
    private static Set<String> executions = Set.of();
    private static Set<String> pipelines = Set.of();

    @BeforeAll
    static void manyRows() throws Exception {
        client = PENSTOCK.codePipeline(PENSTOCK.administrator());
        client.createCustomActionType(request -> request.category(ActionCategory.SOURCE)
                .provider("Repo")
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
        create("shop");
        repeat(PIPELINES - 1, i -> create("pipeline-%04d".formatted(i)));
        // The creation has started the first one.
        repeat(EXECUTIONS - 1, i -> client.startPipelineExecution(request -> request.name("shop")));
        executions = new TreeSet<>(walkExecutions());
        pipelines = new TreeSet<>(walkPipelines());
        assertThat(executions).hasSize(EXECUTIONS);
        assertThat(pipelines).hasSize(PIPELINES);
    }

    /** In SUPERSEDED mode the second stage is never reached, and what waits is passed by: cheap rows. */
    private static void create(String name) {
        client.createPipeline(request -> request.pipeline(pipeline -> pipeline.name(name)
                .roleArn("arn:aws:iam::111111111111:role/service")
                .artifactStore(store -> store.type("S3").location("artifacts"))
                .stages(
                        stage -> stage.name("Source")
                                .actions(action -> action.name("Fetch")
                                        .actionTypeId(type -> type.category(ActionCategory.SOURCE)
                                                .owner(ActionOwner.CUSTOM)
                                                .provider("Repo")
                                                .version("1"))),
                        stage -> stage.name("Gate")
                                .actions(action -> action.name("Ok")
                                        .actionTypeId(type -> type.category(ActionCategory.APPROVAL)
                                                .owner(ActionOwner.AWS)
                                                .provider("Manual")
                                                .version("1"))))));
    }

    private static void repeat(int times, IntConsumer work) throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                calls.add(callers.submit(() -> work.accept(number)));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }
    }

    private static List<String> walkExecutions() {
        return client
                .listPipelineExecutionsPaginator(
                        request -> request.pipelineName("shop").maxResults(100))
                .pipelineExecutionSummaries()
                .stream()
                .map(PipelineExecutionSummary::pipelineExecutionId)
                .toList();
    }

    private static List<String> walkPipelines() {
        return client.listPipelinesPaginator(request -> request.maxResults(50)).pipelines().stream()
                .map(PipelineSummary::name)
                .toList();
    }

    @FunctionalInterface
    private interface Walk {
        List<String> walk() throws Exception;
    }

    /** Walks while another thread makes rows; at least one is made before the walk begins. */
    private static List<String> whileRowsArrive(IntConsumer grow, Walk walk) throws Exception {
        var done = new AtomicBoolean();
        var first = new Semaphore(0);
        try (ExecutorService grower = Executors.newSingleThreadExecutor()) {
            Future<?> growth = grower.submit(() -> {
                for (int i = 0; !done.get(); i++) {
                    grow.accept(i);
                    first.release();
                }
            });
            first.acquire();
            List<String> walked;
            try {
                walked = walk.walk();
            } finally {
                done.set(true);
            }
            growth.get();
            return walked;
        }
    }

    private static void start(int number) {
        client.startPipelineExecution(request -> request.name("shop"));
    }

    private static void assertWhole(List<String> walked, Set<String> before) {
        assertThat(walked).doesNotHaveDuplicates().containsAll(before);
        assertThat(walked).hasSizeGreaterThan(before.size());
    }

    @Test
    void theSdksPaginators() throws Exception {
        assertWhole(whileRowsArrive(PaginatorsTest::start, PaginatorsTest::walkExecutions), executions);
        assertWhole(whileRowsArrive(i -> create("sdk-%04d".formatted(i)), PaginatorsTest::walkPipelines), pipelines);
    }

    @Test
    void theAwsClisPaginators() throws Exception {
        Tool cli = Tool.awsCli(AwsFiles.in(PENSTOCK.server().dataFolder()), AwsFiles.ADMINISTRATOR);
        assertWhole(
                whileRowsArrive(
                        PaginatorsTest::start,
                        () -> names(
                                cli.json(
                                        "codepipeline",
                                        "list-pipeline-executions",
                                        "--pipeline-name",
                                        "shop",
                                        "--page-size",
                                        "100"),
                                "/pipelineExecutionSummaries",
                                "pipelineExecutionId")),
                executions);
        assertWhole(
                whileRowsArrive(
                        i -> create("cli-%04d".formatted(i)),
                        () -> names(
                                cli.json("codepipeline", "list-pipelines", "--page-size", "50"), "/pipelines", "name")),
                pipelines);
    }

    @Test
    void boto3sPaginators() throws Exception {
        JsonNode seen = Tool.python(AwsFiles.in(PENSTOCK.server().dataFolder()), AwsFiles.ADMINISTRATOR)
                .json("src/test/resources/walk_lists.py");
        assertWhole(texts(seen.get("executions")), executions);
        assertWhole(texts(seen.get("pipelines")), pipelines);
    }

    private static List<String> names(JsonNode answer, String list, String name) {
        return answer.at(list)
                .valueStream()
                .map(row -> row.get(name).asString())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.toList());
    }
}
