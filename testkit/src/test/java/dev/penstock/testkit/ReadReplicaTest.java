package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.store.time.MovableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/** A server with a real streaming replica that has fallen behind: what may be old, and what never is. */
@Timeout(180)
@SuppressWarnings("NullAway.Init") // set before each test
class ReadReplicaTest {
    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.now());
    private Nodes nodes;
    private StreamingReplica replica;
    private Node node;
    private CodePipelineClient client;

    @BeforeEach
    void start() throws Exception {
        nodes = new Nodes(folder);
        nodes.start(clock); // makes the schema
        replica = StreamingReplica.of(nodes.databaseUrl(), folder.resolve("replica"));
        node = nodes.start(clock, Map.of("database.read-url", replica.url()));
        client = node.codePipeline(node.administrator());
        SmallPipeline.createTypes(client);
        client.createPipeline(request -> request.pipeline(SmallPipeline.declaration("shop", "111111111111")));
    }

    @AfterEach
    void stop() throws IOException {
        nodes.close();
        replica.close();
    }

    private List<String> listed() {
        return client
                .listPipelineExecutions(request -> request.pipelineName("shop"))
                .pipelineExecutionSummaries()
                .stream()
                .map(PipelineExecutionSummary::pipelineExecutionId)
                .toList();
    }

    @Test
    void historyMayBeOldAndWhatACallerWroteIsThereAtOnce() throws Exception {
        replica.resume();
        assertThat(listed()).hasSize(1);
        replica.pause();

        String started =
                client.startPipelineExecution(request -> request.name("shop")).pipelineExecutionId();

        assertThat(listed()).hasSize(1).doesNotContain(started);
        assertThat(client.getPipelineExecution(
                                request -> request.pipelineName("shop").pipelineExecutionId(started))
                        .pipelineExecution()
                        .pipelineExecutionId())
                .isEqualTo(started);
        assertThat(client.pollForJobs(request ->
                                request.actionTypeId(SmallPipeline.SOURCE).maxBatchSize(10))
                        .jobs())
                .isNotEmpty();
        replica.resume();
        assertThat(listed()).hasSize(2).contains(started);
    }

    @Test
    void aPipelineThatTheReplicaDoesNotKnowYetHasItsHistory() throws Exception {
        replica.resume();
        replica.pause();

        client.createPipeline(request -> request.pipeline(SmallPipeline.declaration("new", "111111111111")));

        assertThat(client.listPipelineExecutions(request -> request.pipelineName("new"))
                        .pipelineExecutionSummaries())
                .hasSize(1);
        assertThat(client.listActionExecutions(request -> request.pipelineName("new"))
                        .actionExecutionDetails())
                .hasSize(1);
        replica.resume();
    }

    @Test
    void withoutItsReplicaTheServerAnswersFromTheDatabase() throws Exception {
        replica.close();

        String started =
                client.startPipelineExecution(request -> request.name("shop")).pipelineExecutionId();

        assertThat(listed()).contains(started);
        assertThat(client.listRuleExecutions(request -> request.pipelineName("shop"))
                        .ruleExecutionDetails())
                .isEmpty();
    }
}
