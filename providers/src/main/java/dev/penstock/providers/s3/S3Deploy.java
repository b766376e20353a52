package dev.penstock.providers.s3;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.providers.ActionProvider;
import dev.penstock.providers.BuiltInActionTypes;
import dev.penstock.providers.FailedAction;
import dev.penstock.providers.ProviderJob;
import dev.penstock.providers.artifact.Archive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * {@code Deploy/AWS/S3/1} (spec providers 1.12, corrections 9): puts the input artifact into a bucket, as one object or
 * file by file. Nothing is ever deleted there. Run again, it writes the same objects to the same keys: the placeholders of
 * the key are made from the job's creation time and the action execution's id.
 */
public final class S3Deploy implements ActionProvider {
    private static final DateTimeFormatter DATETIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss").withZone(ZoneOffset.UTC);

    @Override
    public ActionTypeKey actionType() {
        return BuiltInActionTypes.S3_DEPLOY;
    }

    @Override
    public JobResult perform(ProviderJob job) {
        try {
            return new Run(job).perform();
        } catch (FailedAction failed) {
            return failed.failure();
        } catch (IOException | UncheckedIOException local) {
            return new JobResult.Failure(
                    FailureType.SYSTEM_UNAVAILABLE,
                    "The artifact could not be unpacked on the server. Try again. Cause: " + local.getMessage(),
                    null);
        }
    }

    private static final class Run {
        private final ProviderJob job;
        private final ArtifactLocation input;
        private final String bucket;
        private final Optional<String> objectKey;
        private final Encryption encryption;

        Run(ProviderJob job) {
            this.job = job;
            input = job.job().inputs().getFirst();
            bucket = job.setting("BucketName")
                    .orElseThrow(() -> new FailedAction(
                            FailureType.CONFIGURATION_ERROR,
                            "The action configuration is missing the required value 'BucketName'."));
            objectKey = job.setting("ObjectKey").map(key -> resolved(key, job.job()));
            encryption = new Encryption(job.setting("KMSEncryptionKeyARN").orElse(null));
        }

        private static String resolved(String key, Job job) {
            String uuid = UUID.nameUUIDFromBytes(job.actionExecutionId().getBytes(StandardCharsets.UTF_8))
                    .toString();
            return key.replace("{datetime}", DATETIME.format(job.createdAt())).replace("{uuid}", uuid);
        }

        JobResult perform() throws IOException {
            String extract = job.setting("Extract").orElse("");
            switch (extract) {
                case "true" -> extract();
                case "false" ->
                    copy(objectKey.orElseThrow(() -> new FailedAction(
                            FailureType.CONFIGURATION_ERROR,
                            "When the extract feature is disabled, you must provide an object. Edit your pipeline to fix the"
                                    + " configuration.")));
                default ->
                    throw new FailedAction(
                            FailureType.CONFIGURATION_ERROR,
                            "Invalid value for configuration property '" + extract
                                    + "': 'Extract'. Edit your pipeline and set 'Extract' to either 'true' or 'false'.");
            }
            String externalId = objectKey.map(key -> bucket + "/" + key).orElse(bucket);
            return new JobResult.Success(
                    new JobResult.Progress(externalId, null, "Deployment Succeeded", null, null), null, Map.of());
        }

        private void copy(String key) {
            CopyObjectRequest.Builder copy = CopyObjectRequest.builder()
                    .sourceBucket(input.bucket())
                    .sourceKey(input.key())
                    .destinationBucket(bucket)
                    .destinationKey(key)
                    .metadataDirective(MetadataDirective.REPLACE)
                    .contentType(ContentTypes.of(key));
            job.setting("CannedACL").ifPresent(acl -> copy.acl(known(acl)));
            job.setting("CacheControl").ifPresent(copy::cacheControl);
            encryption.on(copy);
            try {
                job.s3().copyObject(copy.build());
            } catch (S3Exception error) {
                if (S3Failures.missing(error) && !S3Failures.bucketMissing(job.s3(), bucket)) {
                    throw noArtifact();
                }
                throw S3Failures.missing(error)
                        ? S3Failures.noSuchBucket(bucket)
                        : S3Failures.of(error, job.roleArn(), bucket);
            } catch (SdkException error) {
                throw S3Failures.of(error, job.roleArn(), bucket);
            }
        }

        private void extract() throws IOException {
            Path folder = Files.createTempDirectory(job.scratch(), "deploy-");
            Path file = folder.resolve("artifact.zip");
            try {
                download(file);
                try (Archive archive = Archive.open(file)) {
                    for (ZipEntry entry : archive.files()) {
                        upload(archive, entry);
                    }
                }
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        }

        private void download(Path file) {
            try {
                job.s3()
                        .getObject(
                                request -> request.bucket(input.bucket()).key(input.key()),
                                ResponseTransformer.toFile(file));
            } catch (S3Exception error) {
                throw S3Failures.missing(error) ? noArtifact() : S3Failures.of(error, job.roleArn(), input.bucket());
            } catch (SdkException error) {
                throw S3Failures.of(error, job.roleArn(), input.bucket());
            }
        }

        private void upload(Archive archive, ZipEntry entry) {
            String type = ContentTypes.of(entry.getName());
            PutObjectRequest.Builder put = PutObjectRequest.builder()
                    .bucket(bucket)
                    // A prefix that ends in a slash gives two of them, as on AWS.
                    .key(objectKey.map(prefix -> prefix + "/" + entry.getName()).orElse(entry.getName()))
                    .contentType(type);
            job.setting("CannedACL").ifPresent(acl -> put.acl(known(acl)));
            job.setting("CacheControl").ifPresent(put::cacheControl);
            encryption.on(put);
            try {
                job.s3()
                        .putObject(
                                put.build(),
                                RequestBody.fromContentProvider(() -> opened(archive, entry), entry.getSize(), type));
            } catch (SdkException error) {
                throw S3Failures.of(error, job.roleArn(), bucket);
            }
        }

        private static InputStream opened(Archive archive, ZipEntry entry) {
            try {
                return archive.read(entry);
            } catch (IOException broken) {
                throw Archive.malformed();
            }
        }

        private static ObjectCannedACL known(String acl) {
            ObjectCannedACL known = ObjectCannedACL.fromValue(acl);
            if (known == ObjectCannedACL.UNKNOWN_TO_SDK_VERSION) {
                throw new FailedAction(
                        FailureType.CONFIGURATION_ERROR,
                        "Invalid value for configuration property '" + acl
                                + "': 'CannedACL'. Edit your pipeline and set 'CannedACL' to one of "
                                + ObjectCannedACL.knownValues() + ".");
            }
            return known;
        }

        private FailedAction noArtifact() {
            return new FailedAction(
                    FailureType.CONFIGURATION_ERROR,
                    "The input artifact '" + input.name() + "' does not exist: there is no object with key '"
                            + input.key()
                            + "' in the artifact bucket '" + input.bucket()
                            + "'. The action that declares it as output succeeded without writing it.");
        }
    }
}
