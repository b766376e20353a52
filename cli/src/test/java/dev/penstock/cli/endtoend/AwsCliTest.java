package dev.penstock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.worker.ZipArchive;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The unmodified AWS CLI drives a pipeline with a partner's action from its creation to success. */
@Timeout(300)
class AwsCliTest {
    private static final String TYPE = "category=Test,owner=ThirdParty,provider=AcmeCheck,version=1";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aPipelineRunsFromCreationToSuccessOnSqlite() throws Exception {
        try (ServerProcess server = ServerProcess.start(
                folder.resolve("data"), "--set", "jobs.poll-wait=20s", "--set", "jobs.continuation-delay=0s")) {
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
                        "jobs.poll-wait=20s",
                        "--set",
                        "jobs.continuation-delay=0s")) {
            drive(server);
        }
    }

    private void drive(ServerProcess server) throws IOException, InterruptedException {
        Town town = Town.on(server);
        Tool customer = Tool.awsCli(town.files(), "customer");
        Tool partner = Tool.awsCli(town.files(), "partner");

        Path bundle = folder.resolve("bookshop.zip");
        ZipArchive.pack(Path.of("../examples/bookshop"), bundle);
        for (String bucket : new String[] {"source", "artifacts", "site"}) {
            customer.run("s3", "mb", "s3://cli-" + bucket);
        }
        customer.run("s3", "cp", bundle.toString(), "s3://cli-source/bookshop.zip");
        JsonNode created = customer.json("codepipeline", "create-pipeline", "--pipeline", pipeline());
        assertThat(created.at("/pipeline/version").asInt()).isEqualTo(1);
        assertThat(customer.json("codepipeline", "list-pipelines")
                        .at("/pipelines/0/name")
                        .asString())
                .isEqualTo("shop");

        String progress = "summary=running,externalExecutionId=run-1,percentComplete=40";
        String jobId = claim(partner, town, "");
        partner.run(
                "codepipeline",
                "put-third-party-job-success-result",
                "--job-id",
                jobId,
                "--client-token",
                town.client().token(),
                "--continuation-token",
                "run-1",
                "--execution-details",
                progress);
        assertThat(state(customer, 1).path("percentComplete").asInt()).isEqualTo(40);
        String next = claim(partner, town, "run-1");
        assertThat(next).isNotEqualTo(jobId);
        partner.run(
                "codepipeline",
                "put-third-party-job-success-result",
                "--job-id",
                next,
                "--client-token",
                town.client().token(),
                "--execution-details",
                "summary=green,externalExecutionId=run-1,percentComplete=100");

        String token = await(customer, 2, "InProgress").path("token").asString();
        customer.run(
                "codepipeline",
                "put-approval-result",
                "--pipeline-name",
                "shop",
                "--stage-name",
                "Approve",
                "--action-name",
                "GoLive",
                "--token",
                token,
                "--result",
                "summary=good,status=Approved");
        await(customer, 3, "Succeeded");
        assertThat(customer.run("s3", "ls", "s3://cli-site", "--recursive")).contains("site/index.html");
        JsonNode executions = customer.json("codepipeline", "list-pipeline-executions", "--pipeline-name", "shop");
        assertThat(executions.path("pipelineExecutionSummaries")).hasSize(1);
        assertThat(executions.at("/pipelineExecutionSummaries/0/status").asString())
                .isEqualTo("Succeeded");
    }

    /** Polls, shows the client token, acknowledges, and reads the input with the job's own credentials. */
    private String claim(Tool partner, Town town, String continuationToken) throws IOException, InterruptedException {
        JsonNode polled = partner.json(
                "codepipeline", "poll-for-third-party-jobs", "--action-type-id", TYPE, "--max-batch-size", "5");
        assertThat(polled.path("jobs")).hasSize(1);
        assertThat(polled.at("/jobs/0/clientId").asString())
                .isEqualTo(town.client().id());
        String jobId = polled.at("/jobs/0/jobId").asString();

        Tool.Result stranger = partner.attempt(
                "codepipeline", "get-third-party-job-details", "--job-id", jobId, "--client-token", "wrong");
        assertThat(stranger.code()).isNotZero();
        assertThat(stranger.err()).contains("InvalidClientTokenException");

        JsonNode details = partner.json(
                        "codepipeline",
                        "get-third-party-job-details",
                        "--job-id",
                        jobId,
                        "--client-token",
                        town.client().token())
                .path("jobDetails");
        assertThat(details.at("/data/continuationToken").asString("")).isEqualTo(continuationToken);
        assertThat(details.at("/data/inputArtifacts/0/name").asString()).isEqualTo("SourceOut");
        assertThat(details.at("/data/artifactCredentials/sessionToken").asString())
                .isNotEmpty();
        JsonNode acknowledged = partner.json(
                "codepipeline",
                "acknowledge-third-party-job",
                "--job-id",
                jobId,
                "--nonce",
                details.path("nonce").asString(),
                "--client-token",
                town.client().token());
        assertThat(acknowledged.path("status").asString()).isEqualTo("InProgress");
        return jobId;
    }

    private static JsonNode state(Tool customer, int stage) throws IOException, InterruptedException {
        return customer.json("codepipeline", "get-pipeline-state", "--name", "shop")
                .at("/stageStates/" + stage + "/actionStates/0/latestExecution");
    }

    /** Asks until the stage's action is there; each question is a process that takes its time. */
    private static JsonNode await(Tool customer, int stage, String status) throws IOException, InterruptedException {
        Instant giveUp = Instant.now().plus(Duration.ofSeconds(60));
        JsonNode last = state(customer, stage);
        while (!last.path("status").asString("").equals(status)) {
            assertThat(Instant.now()).as("stage %s is %s", stage, last).isBefore(giveUp);
            last = state(customer, stage);
        }
        return last;
    }

    private static String pipeline() {
        return """
                {"name": "shop",
                 "roleArn": "arn:aws:iam::222222222222:role/shop",
                 "artifactStore": {"type": "S3", "location": "cli-artifacts"},
                 "stages": [
                   {"name": "Source", "actions": [{"name": "Bundle",
                     "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "S3", "version": "1"},
                     "configuration": {"S3Bucket": "cli-source", "S3ObjectKey": "bookshop.zip", "PollForSourceChanges": "false"},
                     "outputArtifacts": [{"name": "SourceOut"}]}]},
                   {"name": "Verify", "actions": [{"name": "AcmeCheck",
                     "actionTypeId": {"category": "Test", "owner": "ThirdParty", "provider": "AcmeCheck", "version": "1"},
                     "configuration": {"Suite": "tests/SiteTest.java"},
                     "inputArtifacts": [{"name": "SourceOut"}]}]},
                   {"name": "Approve", "actions": [{"name": "GoLive",
                     "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}}]},
                   {"name": "Release", "actions": [{"name": "Site",
                     "actionTypeId": {"category": "Deploy", "owner": "AWS", "provider": "S3", "version": "1"},
                     "configuration": {"BucketName": "cli-site", "Extract": "true"},
                     "inputArtifacts": [{"name": "SourceOut"}]}]}
                 ]}
                """;
    }
}
