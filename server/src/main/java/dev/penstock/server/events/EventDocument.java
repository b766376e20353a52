package dev.penstock.server.events;

import dev.penstock.api.json.JsonTree;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.event.Event;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.store.event.OutboxEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as EventBridge would deliver it (spec events 1). */
final class EventDocument {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private EventDocument() {}

    /** UTF-8 JSON; the same bytes however often the event is told. */
    static byte[] json(OutboxEvent stored) {
        PipelineRef pipeline = stored.pipeline();
        Event event = stored.event();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", "0");
        document.put("id", stored.id());
        document.put("detail-type", event.detailType());
        document.put("source", "aws.codepipeline");
        document.put("account", pipeline.accountId());
        document.put("time", SECONDS.format(event.subject().time()));
        document.put("region", pipeline.region());
        document.put("resources", List.of(pipeline.arn()));
        document.put("detail", detail(event));
        return JsonTree.write(document);
    }

    private static Map<String, Object> detail(Event event) {
        Event.Subject subject = event.subject();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("pipeline", subject.pipelineName());
        detail.put("execution-id", subject.executionId());
        detail.put("start-time", MILLIS.format(subject.startTime()));
        switch (event) {
            case Event.PipelineChanged pipeline -> add(detail, pipeline);
            case Event.StageChanged stage -> add(detail, stage);
            case Event.ActionChanged action -> add(detail, action);
        }
        // Numbers as the service writes them, with a fraction.
        detail.put("version", (double) subject.version());
        detail.put("pipeline-execution-attempt", (double) subject.attempt());
        return detail;
    }

    private static void add(Map<String, Object> detail, Event.PipelineChanged pipeline) {
        if (pipeline.trigger() != null) {
            Map<String, Object> trigger = new LinkedHashMap<>();
            trigger.put("trigger-type", pipeline.trigger().type().toString());
            putIfPresent(trigger, "trigger-detail", pipeline.trigger().detail());
            detail.put("execution-trigger", trigger);
        }
        detail.put("state", pipeline.state());
        putIfPresent(detail, "stop-execution-comments", pipeline.stopComments());
    }

    private static void add(Map<String, Object> detail, Event.StageChanged stage) {
        detail.put("stage", stage.stage());
        detail.put("state", stage.state());
        Instant lastRetry = stage.lastRetry();
        putIfPresent(detail, "stage-last-retry-attempt-time", lastRetry == null ? null : MILLIS.format(lastRetry));
    }

    private static void add(Map<String, Object> detail, Event.ActionChanged action) {
        ActionTypeKey type = action.type();
        detail.put("stage", action.stage());
        detail.put("action-execution-id", action.actionExecutionId());
        detail.put("action", action.action());
        detail.put("state", action.state());
        detail.put("region", action.region());
        detail.put(
                "type",
                ordered(
                        "owner", type.owner().toString(),
                        "category", type.category().toString(),
                        "provider", type.provider(),
                        "version", type.version()));
        if (action.state().equals("STARTED")) {
            putArtifacts(detail, "input-artifacts", action.inputs());
        }
        if (action.state().equals("SUCCEEDED")) {
            putArtifacts(detail, "output-artifacts", action.outputs());
        }
        if (action.state().equals("SUCCEEDED") || action.state().equals("FAILED")) {
            Map<String, Object> result = result(action);
            if (!result.isEmpty()) {
                detail.put("execution-result", result);
            }
        }
    }

    /** A failure that nobody summed up is told by its message. */
    private static Map<String, Object> result(Event.ActionChanged action) {
        Progress progress = action.result();
        Map<String, Object> result = new LinkedHashMap<>();
        putIfPresent(result, "external-execution-url", progress.externalExecutionUrl());
        putIfPresent(
                result,
                "external-execution-summary",
                progress.summary() != null ? progress.summary() : action.errorMessage());
        putIfPresent(result, "external-execution-id", progress.externalExecutionId());
        if (action.state().equals("FAILED")) {
            putIfPresent(result, "error-code", action.errorCode());
        }
        return result;
    }

    private static void putArtifacts(Map<String, Object> detail, String name, List<ArtifactLocation> artifacts) {
        if (!artifacts.isEmpty()) {
            detail.put(
                    name,
                    artifacts.stream()
                            .map(artifact -> ordered(
                                    "name",
                                    artifact.name(),
                                    "s3location",
                                    ordered("bucket", artifact.bucket(), "key", artifact.key())))
                            .toList());
        }
    }

    /** Names and values in turn; the order stays, and with it the bytes that are signed. */
    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static void putIfPresent(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
