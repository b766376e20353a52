package dev.penstock.acceptance;

import static dev.penstock.acceptance.Shop.buildAction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.testkit.PenstockExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.model.AWSSessionCredentials;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.S3ArtifactLocation;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What a job's credentials open, and who notices a missing artifact: checks 13 to 15 of spec jobs 25. */
@Timeout(120)
abstract class ArtifactChecks {
    @RegisterExtension
    final PenstockExtension penstock;

    private Site site;
    private Shop shop;
    private S3Client customersS3;

    ArtifactChecks(PenstockExtension.Builder server) {
        penstock = server.movableClock().build();
    }

    @BeforeEach
    void aPipelineWithABuildAndABucket() {
        site = new Site(penstock);
        shop = new Shop(site.customer()).withTypes();
        customersS3 = site.s3OfCustomer();
        customersS3.createBucket(bucket -> bucket.bucket(Shop.BUCKET));
    }

    @Test
    void check13_aJobsCredentialsOpenItsObjectsAndNothingElse() {
        customersS3.putObject(
                put -> put.bucket(Shop.BUCKET).key("other/Secret/1234567"), RequestBody.fromString("secret"));
        shop.startedWith(buildAction());
        Job job = shop.acknowledgedBuildJob();
        S3ArtifactLocation input =
                job.data().inputArtifacts().getFirst().location().s3Location();
        S3ArtifactLocation output =
                job.data().outputArtifacts().getFirst().location().s3Location();
        customersS3.putObject(
                put -> put.bucket(input.bucketName()).key(input.objectKey()), RequestBody.fromString("source"));
        S3Client s3 = site.s3(job.data().artifactCredentials());

        assertThat(read(s3, input)).isEqualTo("source");
        s3.putObject(put -> put.bucket(output.bucketName()).key(output.objectKey()), RequestBody.fromString("built"));
        assertThat(read(customersS3, output)).isEqualTo("built");

        denied(() -> s3.getObjectAsBytes(get -> get.bucket(Shop.BUCKET).key("other/Secret/1234567")));
        denied(() -> s3.putObject(
                put -> put.bucket(input.bucketName()).key(input.objectKey()), RequestBody.fromString("forged")));
        denied(() -> s3.putObject(
                put -> put.bucket(Shop.BUCKET).key("other/Secret/1234567"), RequestBody.fromString("forged")));
        denied(() -> s3.listObjectsV2(list -> list.bucket(Shop.BUCKET)));
        denied(s3::listBuckets);
    }

    @Test
    void check13_credentialsExpireAfterAQuarterOfAnHourAndDetailsRenewThem() {
        shop.startedWith(buildAction());
        Job job = shop.acknowledgedBuildJob();
        S3ArtifactLocation input =
                job.data().inputArtifacts().getFirst().location().s3Location();
        customersS3.putObject(
                put -> put.bucket(input.bucketName()).key(input.objectKey()), RequestBody.fromString("source"));
        S3Client first = site.s3(job.data().artifactCredentials());
        site.advance(Duration.ofMinutes(14));
        assertThat(read(first, input)).isEqualTo("source");
        site.advance(Duration.ofMinutes(1).plusSeconds(1));
        assertThatThrownBy(() -> read(first, input)).isInstanceOf(S3Exception.class);

        AWSSessionCredentials renewed = site.customer()
                .getJobDetails(request -> request.jobId(job.id()))
                .jobDetails()
                .data()
                .artifactCredentials();
        assertThat(read(site.s3(renewed), input)).isEqualTo("source");
        shop.succeed(job);
        assertThatThrownBy(() -> read(site.s3(renewed), input)).isInstanceOf(S3Exception.class);
    }

    @Test
    void check14_uploadsMayAskForKmsWithAndWithoutAKeyInOneAndInManyParts() {
        shop.startedWith(buildAction());
        Job job = shop.acknowledgedBuildJob();
        S3ArtifactLocation output =
                job.data().outputArtifacts().getFirst().location().s3Location();
        S3Client s3 = site.s3(job.data().artifactCredentials());
        for (String keyId : new String[] {null, "arn:aws:kms:us-east-1:111111111111:key/artifacts"}) {
            s3.putObject(
                    put -> put.bucket(output.bucketName())
                            .key(output.objectKey())
                            .contentType("application/zip")
                            .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                            .ssekmsKeyId(keyId),
                    RequestBody.fromString("whole " + keyId));
            assertThat(read(customersS3, output)).isEqualTo("whole " + keyId);

            String upload = s3.createMultipartUpload(create -> create.bucket(output.bucketName())
                            .key(output.objectKey())
                            .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                            .ssekmsKeyId(keyId))
                    .uploadId();
            String etag = s3.uploadPart(
                            part -> part.bucket(output.bucketName())
                                    .key(output.objectKey())
                                    .uploadId(upload)
                                    .partNumber(1),
                            RequestBody.fromString("part " + keyId))
                    .eTag();
            s3.completeMultipartUpload(complete -> complete.bucket(output.bucketName())
                    .key(output.objectKey())
                    .uploadId(upload)
                    .multipartUpload(parts -> parts.parts(
                            CompletedPart.builder().partNumber(1).eTag(etag).build())));
            assertThat(read(customersS3, output)).isEqualTo("part " + keyId);
        }
    }

    @Test
    void check15_aMissingArtifactFailsItsConsumerAndNotItsMaker() {
        customersS3.createBucket(bucket -> bucket.bucket("shop-site"));
        shop.startedWith(
                buildAction(),
                StageDeclaration.builder()
                        .name("Release")
                        .actions(deploy -> deploy.name("Deploy")
                                .actionTypeId(type -> type.category("Deploy")
                                        .owner("AWS")
                                        .provider("S3")
                                        .version("1"))
                                .configuration(Map.of("BucketName", "shop-site", "Extract", "true"))
                                .inputArtifacts(artifact -> artifact.name("BuildOut")))
                        .build());
        shop.succeed(shop.acknowledgedBuildJob());
        assertThat(shop.latest("Compile").status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
        site.until(() -> shop.latest("Deploy").status() == ActionExecutionStatus.FAILED);
        assertThat(shop.latest("Deploy").errorDetails().message()).isNotBlank();
    }

    private static void denied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }

    private static String read(S3Client s3, S3ArtifactLocation at) {
        return s3.getObjectAsBytes(get -> get.bucket(at.bucketName()).key(at.objectKey()))
                .asUtf8String();
    }
}
