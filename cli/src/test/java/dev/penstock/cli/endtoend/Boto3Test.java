package dev.penstock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.worker.ZipArchive;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The unmodified boto3 drives a pipeline with a partner's action from its creation to success. */
@Timeout(300)
class Boto3Test {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aPipelineRunsFromCreationToSuccessOnSqlite() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"), "--set", "jobs.poll-wait=20s")) {
            drive(server);
        }
    }

    @Test
    void aPipelineRunsFromCreationToSuccessOnPostgresql() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                ServerProcess server = ServerProcess.start(
                        folder.resolve("data"),
                        "--database",
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "--set",
                        "jobs.poll-wait=20s")) {
            drive(server);
        }
    }

    private void drive(ServerProcess server) throws Exception {
        Town town = Town.on(server);
        Path bundle = folder.resolve("bookshop.zip");
        ZipArchive.pack(Path.of("../examples/bookshop"), bundle);
        JsonNode result = Tool.python(town.files(), "customer")
                .json(
                        Path.of("src/test/resources/drive_pipeline.py").toString(),
                        bundle.toString(),
                        town.client().id(),
                        town.client().token());
        assertThat(result.path("status").asString()).isEqualTo("Succeeded");
        assertThat(result.path("deployed").asString()).isEqualTo("all green");
    }
}
