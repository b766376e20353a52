package dev.penstock.cli.demo;

import dev.penstock.worker.ZipArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The customer's side: buckets, the source bundle, the pipeline. */
public record Bookshop(CodePipelineClient codePipeline, S3Client s3, String accountId) {
    public static final String PIPELINE = "bookshop";
    public static final String SITE_BUCKET = "bookshop-site";

    private static final String SOURCE_BUCKET = "bookshop-source";
    private static final String ARTIFACT_BUCKET = "bookshop-artifacts";
    private static final String BUNDLE = "bookshop.zip";

    /** Puts the folder of the sample application into the source bucket as one archive. */
    public void uploadSource(Path folder) throws IOException {
        for (String bucket : List.of(SOURCE_BUCKET, ARTIFACT_BUCKET, SITE_BUCKET)) {
            s3.createBucket(r -> r.bucket(bucket));
        }
        Path archive = Files.createTempFile("bookshop-", ".zip");
        try {
            ZipArchive.pack(folder, archive);
            s3.putObject(
                    r -> r.bucket(SOURCE_BUCKET).key(BUNDLE).contentType("application/zip"),
                    RequestBody.fromFile(archive));
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    /** Creates the pipeline, which starts its first execution. */
    public void createPipeline() {
        codePipeline.createPipeline(r -> r.pipeline(p -> p.name(PIPELINE)
                .roleArn("arn:aws:iam::" + accountId + ":role/bookshop-pipeline")
                .artifactStore(s -> s.type(ArtifactStoreType.S3).location(ARTIFACT_BUCKET))
                .stages(
                        stage(
                                "Source",
                                action("Bundle", ActionCategory.SOURCE, ActionOwner.AWS, "S3")
                                        .configuration(Map.of(
                                                "S3Bucket", SOURCE_BUCKET,
                                                "S3ObjectKey", BUNDLE,
                                                "PollForSourceChanges", "false"))
                                        .outputArtifacts(output("SourceOut"))),
                        stage(
                                "Verify",
                                action("AcmeCheck", ActionCategory.TEST, ActionOwner.THIRD_PARTY, "AcmeCheck")
                                        .configuration(Map.of("Suite", "tests/SiteTest.java"))
                                        .inputArtifacts(input("SourceOut"))
                                        .outputArtifacts(output("Report"))),
                        stage(
                                "Approve",
                                action("GoLive", ActionCategory.APPROVAL, ActionOwner.AWS, "Manual")
                                        .configuration(Map.of("CustomData", "Is the report of AcmeCheck good?"))),
                        stage(
                                "Release",
                                action("Site", ActionCategory.DEPLOY, ActionOwner.AWS, "S3")
                                        .configuration(Map.of("BucketName", SITE_BUCKET, "Extract", "true"))
                                        .inputArtifacts(input("SourceOut"))))));
    }

    /** What is on the site. */
    public List<S3Object> deployedFiles() {
        return s3.listObjectsV2(r -> r.bucket(SITE_BUCKET)).contents();
    }

    /** The actions of an execution. */
    public Timeline timeline(String executionId) {
        return new Timeline(codePipeline
                .listActionExecutions(r -> r.pipelineName(PIPELINE).filter(f -> f.pipelineExecutionId(executionId)))
                .actionExecutionDetails());
    }

    private static StageDeclaration stage(String name, ActionDeclaration.Builder action) {
        return StageDeclaration.builder().name(name).actions(action.build()).build();
    }

    private static ActionDeclaration.Builder action(
            String name, ActionCategory category, ActionOwner owner, String provider) {
        return ActionDeclaration.builder()
                .name(name)
                .actionTypeId(t ->
                        t.category(category).owner(owner).provider(provider).version("1"))
                .runOrder(1);
    }

    private static InputArtifact input(String name) {
        return InputArtifact.builder().name(name).build();
    }

    private static OutputArtifact output(String name) {
        return OutputArtifact.builder().name(name).build();
    }
}
