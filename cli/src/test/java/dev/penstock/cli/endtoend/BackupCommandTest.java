package dev.penstock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.Clients;
import dev.penstock.cli.Invocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/** A backup that is made while a server, a process of its own, takes one start after the other. */
@Timeout(300)
class BackupCommandTest {
    private static final int BEFORE = 30;
    private static final int MEANWHILE = 30;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatWasAcknowledgedBeforeTheBackupIsThereAfterTheRestore() throws Exception {
        Path archive = folder.resolve("penstock.zip");
        List<String> acknowledged;
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"));
                var codePipeline = Clients.codePipeline(server.administrator());
                var s3 = Clients.s3(server.administrator())) {
            s3.createBucket(b -> b.bucket("artifacts"));
            s3.putObject(
                    put -> put.bucket("artifacts").key("site.zip").contentType("application/zip"),
                    RequestBody.fromString("a site"));
            createPipeline(codePipeline);
            ConcurrentLinkedQueue<String> started = new ConcurrentLinkedQueue<>();
            CountDownLatch enough = new CountDownLatch(BEFORE);
            CountDownLatch more = new CountDownLatch(BEFORE + MEANWHILE);
            AtomicBoolean done = new AtomicBoolean();
            AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
            Thread starter = Thread.ofPlatform().start(() -> {
                try {
                    while (!done.get() || more.getCount() > 0) {
                        started.add(codePipeline
                                .startPipelineExecution(start -> start.name("shop"))
                                .pipelineExecutionId());
                        enough.countDown();
                        more.countDown();
                    }
                } catch (RuntimeException e) {
                    failure.set(e);
                }
            });
            enough.await();
            acknowledged = List.copyOf(started);

            Invocation backup = Invocation.of("backup", "--data", server.data().toString(), archive.toString());
            done.set(true);
            starter.join();

            assertThat(failure).hasNullValue();
            assertThat(backup.err()).isEmpty();
            assertThat(backup.code()).isZero();
            assertThat(backup.out()).contains(archive.toString(), "as secret as the server");
        }

        Path restored = folder.resolve("restored");
        Invocation restore = Invocation.of("restore", "--data", restored.toString(), archive.toString());
        assertThat(restore.err()).isEmpty();
        assertThat(restore.code()).isZero();
        try (ServerProcess server = ServerProcess.start(restored);
                var codePipeline = Clients.codePipeline(server.administrator());
                var s3 = Clients.s3(server.administrator())) {
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE);
            assertThat(codePipeline
                            .listPipelineExecutionsPaginator(list -> list.pipelineName("shop"))
                            .pipelineExecutionSummaries())
                    .extracting(PipelineExecutionSummary::pipelineExecutionId)
                    .containsAll(acknowledged);
            var object = s3.getObjectAsBytes(get -> get.bucket("artifacts").key("site.zip"));
            assertThat(object.asUtf8String()).isEqualTo("a site");
            assertThat(object.response().contentType()).isEqualTo("application/zip");
            assertThat(server.log()).doesNotContain("Exception");
        }
    }

    @Test
    void whatCannotBeRestoredSaysWhyInOneLine() throws Exception {
        Path none = folder.resolve("none.zip");
        Invocation missing =
                Invocation.of("restore", "--data", folder.resolve("new").toString(), none.toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains(none.toString()).hasLineCount(1);
        assertThat(folder.resolve("new")).doesNotExist();

        Invocation empty = Invocation.of("backup", "--data", folder.toString(), none.toString());
        assertThat(empty.code()).isEqualTo(1);
        assertThat(empty.err()).contains("PostgreSQL").hasLineCount(1);
        assertThat(none).doesNotExist();
    }

    @Test
    void aNewKeyIsMadeOnceAndOpensToItsOwnerOnly() throws Exception {
        Path key = folder.resolve("penstock.key");
        Invocation made = Invocation.of("new-key", key.toString());
        assertThat(made.code()).isZero();
        assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
        byte[] before = Files.readAllBytes(key);

        Invocation again = Invocation.of("new-key", key.toString());
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("never overwritten");
        assertThat(key).hasBinaryContent(before);

        try (ServerProcess server = ServerProcess.start(folder.resolve("data"), "--set", "database.key-file=" + key)) {
            assertThat(server.data().resolve("penstock.key")).doesNotExist();
        }
    }

    private static void createPipeline(CodePipelineClient client) {
        client.createPipeline(create -> create.pipeline(pipeline -> pipeline.name("shop")
                .roleArn("arn:aws:iam::111111111111:role/pipeline")
                .artifactStore(store -> store.type("S3").location("artifacts"))
                .stages(
                        stage -> stage.name("Source")
                                .actions(action("Bundle", "Source", "S3").toBuilder()
                                        .configuration(Map.of("S3Bucket", "artifacts", "S3ObjectKey", "site.zip"))
                                        .outputArtifacts(artifact -> artifact.name("App"))
                                        .build()),
                        stage -> stage.name("Approve").actions(action("GoLive", "Approval", "Manual")))));
    }

    private static ActionDeclaration action(String name, String category, String provider) {
        return ActionDeclaration.builder()
                .name(name)
                .actionTypeId(type -> type.category(category)
                        .owner(ActionOwner.AWS)
                        .provider(provider)
                        .version("1"))
                .build();
    }
}
