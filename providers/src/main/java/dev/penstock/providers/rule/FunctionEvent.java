package dev.penstock.providers.rule;

import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.job.Job;
import dev.penstock.providers.RuleJob;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The event that a function is called with: the same as for the Lambda action (spec providers 1.20, jobs 19). */
final class FunctionEvent {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FunctionEvent() {}

    static String of(RuleJob work) {
        Job job = work.job();
        ObjectNode event = JSON.createObjectNode();
        ObjectNode described = event.putObject("CodePipeline.job");
        described.put("id", job.id());
        described.put("accountId", job.accountId());
        ObjectNode data = described.putObject("data");
        ObjectNode configuration = data.putObject("actionConfiguration").putObject("configuration");
        job.configuration().forEach(configuration::put);
        ArrayNode inputs = data.putArray("inputArtifacts");
        job.inputs().forEach(input -> put(inputs.addObject(), input));
        data.putArray("outputArtifacts");
        // Credentials only for a function that has something to read.
        if (!job.inputs().isEmpty()) {
            work.credentials()
                    .get()
                    .ifPresent(keys -> data.putObject("artifactCredentials")
                            .put("accessKeyId", keys.accessKeyId())
                            .put("secretAccessKey", keys.secretAccessKey())
                            .put("sessionToken", keys.sessionToken()));
        }
        if (job.continuationToken() != null) {
            data.put("continuationToken", job.continuationToken());
        }
        if (job.encryptionKey() != null) {
            data.putObject("encryptionKey")
                    .put("id", job.encryptionKey().id())
                    .put("type", job.encryptionKey().typeAsString());
        }
        return JSON.writeValueAsString(event);
    }

    private static void put(ObjectNode artifact, ArtifactLocation at) {
        artifact.putObject("location")
                .put("type", "S3")
                .putObject("s3Location")
                .put("bucketName", at.bucket())
                .put("objectKey", at.key());
        artifact.put("revision", at.revision());
        artifact.put("name", at.name());
    }
}
