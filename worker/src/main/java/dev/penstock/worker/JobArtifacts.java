package dev.penstock.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.model.Artifact;
import software.amazon.awssdk.services.codepipeline.model.EncryptionKey;
import software.amazon.awssdk.services.codepipeline.model.S3ArtifactLocation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The artifacts of one job, read and written in S3 with the job's own credentials (spec jobs 17.4). Safe for use by
 * several threads of the job.
 */
public final class JobArtifacts {
    /** Files above this are sent in parts: 64 MiB. */
    static final long LARGEST_SINGLE_PUT = 64L << 20;

    private static final String ZIP = "application/zip";

    private final S3Client s3;
    private final AwsRequestOverrideConfiguration signedByJob;
    private final Retries retries;
    private final List<Artifact> inputs;
    private final List<Artifact> outputs;
    private final @Nullable EncryptionKey encryptionKey;

    JobArtifacts(S3Client s3, JobCredentials credentials, JobDetails details, Retries retries) {
        this.s3 = s3;
        this.retries = retries;
        this.signedByJob = AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(credentials)
                .build();
        this.inputs = details.inputs();
        this.outputs = details.outputs();
        this.encryptionKey = details.encryptionKey();
    }

    /** Names of the artifacts to read, in the order of the action's declaration. */
    public List<String> inputNames() {
        return inputs.stream().map(Artifact::name).toList();
    }

    /** Names of the artifacts to write. */
    public List<String> outputNames() {
        return outputs.stream().map(Artifact::name).toList();
    }

    /** Revision of the source behind an input artifact; null when the server knows none. */
    public @Nullable String revisionOf(String inputName) {
        return find(inputs, inputName, "input").revision();
    }

    /**
     * Copies an input artifact into a file, which is replaced.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if the store refuses or cannot be reached
     */
    public void download(String inputName, Path file) throws IOException {
        S3ArtifactLocation from = locationOf(find(inputs, inputName, "input"));
        retries.run("Reading " + inputName, () -> {
            try (InputStream content = s3.getObject(
                    r -> r.bucket(from.bucketName()).key(from.objectKey()).overrideConfiguration(signedByJob))) {
                Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            }
        });
    }

    /** Unpacks an input artifact, a ZIP archive, into a folder. Entries that would leave the folder are refused. */
    public void unzip(String inputName, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path archive = Files.createTempFile("penstock-input-", ".zip");
        try {
            download(inputName, archive);
            ZipArchive.unpack(archive, folder);
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    /** Writes a file as an output artifact, as {@code application/zip}. Finish this before reporting success. */
    public void upload(String outputName, Path file) throws IOException {
        upload(outputName, file, ZIP);
    }

    /** Writes a file as an output artifact with a content type. */
    public void upload(String outputName, Path file, String contentType) throws IOException {
        S3ArtifactLocation to = locationOf(find(outputs, outputName, "output"));
        boolean large = Files.size(file) > LARGEST_SINGLE_PUT;
        retries.run("Writing " + outputName, () -> {
            if (large) {
                new MultipartUpload(s3, signedByJob, to, contentType, keyId()).send(file);
            } else {
                put(file, contentType, to);
            }
        });
    }

    private void put(Path file, String contentType, S3ArtifactLocation to) {
        s3.putObject(
                r -> r.bucket(to.bucketName())
                        .key(to.objectKey())
                        .contentType(contentType)
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(keyId())
                        .overrideConfiguration(signedByJob),
                RequestBody.fromFile(file));
    }

    /** Packs a folder and writes it as an output artifact. */
    public void uploadFolder(String outputName, Path folder) throws IOException {
        Path archive = Files.createTempFile("penstock-output-", ".zip");
        try {
            ZipArchive.pack(folder, archive);
            upload(outputName, archive);
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    private @Nullable String keyId() {
        return encryptionKey == null ? null : encryptionKey.id();
    }

    private static Artifact find(List<Artifact> artifacts, String name, String kind) {
        return artifacts.stream()
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The action has no " + kind + " artifact '" + name
                        + "'; it has "
                        + artifacts.stream().map(Artifact::name).toList()));
    }

    private static S3ArtifactLocation locationOf(Artifact artifact) {
        return artifact.location().s3Location();
    }
}
