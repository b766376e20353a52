package dev.penstock.bench.crash.town;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Action types and pipelines of the town, one of each mode, in the API's JSON. */
public final class Blueprints {
    public static final String SUPERSEDED = "orders";
    public static final String QUEUED = "parts";
    public static final String PARALLEL = "shop";
    public static final List<String> PIPELINES = List.of(SUPERSEDED, QUEUED, PARALLEL);

    /** The partner's action type, as the admin API names it. */
    public static final String FERRY = "Deploy/ThirdParty/Ferry/1";

    private static final JsonMapper JSON = JsonMapper.shared();

    private Blueprints() {}

    /** The customer's sources and builds. */
    public static List<JsonNode> customTypes() {
        return List.of(read("""
                        {"category": "Source", "provider": "Feed", "version": "1",
                         "inputArtifactDetails": {"minimumCount": 0, "maximumCount": 0},
                         "outputArtifactDetails": {"minimumCount": 1, "maximumCount": 1}}"""), read("""
                        {"category": "Build", "provider": "Mill", "version": "1",
                         "configurationProperties": [
                           {"name": "Steps", "required": true, "key": true, "secret": false}],
                         "inputArtifactDetails": {"minimumCount": 1, "maximumCount": 1},
                         "outputArtifactDetails": {"minimumCount": 1, "maximumCount": 1}}"""));
    }

    /** The registration of the partner's type. */
    static JsonNode ferry() {
        return read("""
                {"accountId": "333333333333", "actionType": {
                  "id": {"category": "Deploy", "owner": "ThirdParty", "provider": "Ferry", "version": "1"},
                  "executor": {"type": "JobWorker", "configuration": {
                    "jobWorkerExecutorConfiguration": {"pollingAccounts": ["333333333333"]}}},
                  "inputArtifactDetails": {"minimumCount": 1, "maximumCount": 1},
                  "outputArtifactDetails": {"minimumCount": 0, "maximumCount": 0},
                  "permissions": {"allowedAccounts": ["222222222222"]},
                  "properties": [{"name": "Steps", "optional": false, "key": true, "noEcho": false,
                                  "queryable": false}]}}""");
    }

    /** A pipeline of the mode by that name: what it does differs as well. In one of them the server itself deploys an artifact. */
    public static JsonNode pipeline(String name) {
        return switch (name) {
            case SUPERSEDED ->
                pipeline(
                        name,
                        "SUPERSEDED",
                        stage("Source", feed()),
                        stage("Build", mill("Compile", 1, "Built", 1)),
                        stage("Approve", approval()),
                        stage("Release", ferry("Ship", 1, "Built", 1)));
            case QUEUED ->
                pipeline(
                        name,
                        "QUEUED",
                        stage("Source", feed()),
                        stage("Build", mill("Compile", 2, "Built", 1), ferry("Announce", 1, "Sources", 1)),
                        stage("Release", ferry("Ship", 1, "Built", 1)));
            case PARALLEL ->
                pipeline(
                        name,
                        "PARALLEL",
                        stage("Source", feed()),
                        stage("Build", mill("Compile", 1, "Built", 1), mill("Polish", 2, "Polished", 2)),
                        stage("Release", ferry("Ship", 3, "Built", 1), site()));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static JsonNode pipeline(String name, String mode, String... stages) {
        return read("""
                {"pipeline": {"name": "%s", "pipelineType": "V2", "executionMode": "%s",
                  "roleArn": "arn:aws:iam::222222222222:role/pipeline",
                  "artifactStore": {"type": "S3", "location": "%s"},
                  "stages": [%s]}}""".formatted(name, mode, Town.BUCKET, String.join(", ", stages)));
    }

    private static String stage(String name, String... actions) {
        return """
                {"name": "%s", "actions": [%s]}""".formatted(name, String.join(", ", actions));
    }

    private static String feed() {
        return """
                {"name": "Fetch", "runOrder": 1, "outputArtifacts": [{"name": "Sources"}],
                 "actionTypeId": {"category": "Source", "owner": "Custom", "provider": "Feed", "version": "1"}}""";
    }

    /** @param steps how many jobs the action takes: all but the last give a continuation token */
    private static String mill(String name, int steps, String output, int runOrder) {
        return """
                {"name": "%s", "runOrder": %d, "configuration": {"Steps": "%d"},
                 "inputArtifacts": [{"name": "Sources"}], "outputArtifacts": [{"name": "%s"}],
                 "actionTypeId": {"category": "Build", "owner": "Custom", "provider": "Mill", "version": "1"}}""".formatted(name, runOrder, steps, output);
    }

    private static String ferry(String name, int steps, String input, int runOrder) {
        return """
                {"name": "%s", "runOrder": %d, "configuration": {"Steps": "%d"},
                 "inputArtifacts": [{"name": "%s"}],
                 "actionTypeId": {"category": "Deploy", "owner": "ThirdParty", "provider": "Ferry", "version": "1"}}""".formatted(name, runOrder, steps, input);
    }

    /** Performed by the server. */
    private static String site() {
        return """
                {"name": "Publish", "runOrder": 1, "inputArtifacts": [{"name": "Polished"}],
                 "configuration": {"BucketName": "%s", "ObjectKey": "newest", "Extract": "false"},
                 "actionTypeId": {"category": "Deploy", "owner": "AWS", "provider": "S3", "version": "1"}}""".formatted(Town.SITE);
    }

    private static String approval() {
        return """
                {"name": "Agree", "runOrder": 1,
                 "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}}""";
    }

    private static JsonNode read(String json) {
        return JSON.readTree(json);
    }
}
