package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;

/** The same start, sent several times at once, as clients do after a lost answer (spec engine 5.1). */
@Timeout(120)
class RepeatedStartTest {
    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder().postgres().build();

    @Test
    void oneTokenStartsOneExecutionHoweverManySendItAtATime() throws InterruptedException, ExecutionException {
        CodePipelineClient client = penstock.codePipeline(penstock.newAccount("222222222222", "team"));
        client.createCustomActionType(request -> request.category(ActionCategory.SOURCE)
                .provider("Repo")
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
        client.createPipeline(request -> request.pipeline(pipeline -> pipeline.name("shop")
                .roleArn("arn:aws:iam::222222222222:role/service")
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
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

        Set<String> started = new HashSet<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(senders.submit(() -> client.startPipelineExecution(
                                request -> request.name("shop").clientRequestToken("once"))
                        .pipelineExecutionId()));
            }
            for (Future<String> answer : answers) {
                started.add(answer.get());
            }
        }

        assertThat(started).hasSize(1);
        assertThat(client.listPipelineExecutions(request -> request.pipelineName("shop"))
                        .pipelineExecutionSummaries())
                .hasSize(2);
    }
}
