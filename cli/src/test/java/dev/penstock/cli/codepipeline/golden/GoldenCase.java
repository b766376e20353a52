package dev.penstock.cli.codepipeline.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recorded invocation; the format is described beside the cases. */
record GoldenCase(JsonNode json) {
    static final JsonMapper MAPPER = new JsonMapper();

    private static final List<String> FILES = List.of(
            "cli-input",
            "config",
            "errors",
            "json-arg",
            "output-json",
            "output-table",
            "output-text",
            "pagination",
            "paramfile",
            "query",
            "request",
            "shorthand",
            "skeleton",
            "timestamp",
            "usage",
            "validation");

    /** The cases of the specification. */
    static Stream<GoldenCase> all() {
        return of(FILES);
    }

    /** Further ones, recorded with {@code record.py}. */
    static Stream<GoldenCase> own() {
        return of(List.of("own/more"));
    }

    private static Stream<GoldenCase> of(List<String> files) {
        return files.stream().flatMap(file -> {
            try (InputStream in = GoldenCase.class.getResourceAsStream("/golden/" + file + ".json")) {
                return MAPPER.readTree(in).get("cases").valueStream().map(GoldenCase::new);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    String name() {
        return json.get("group").stringValue() + "/" + json.get("name").stringValue();
    }

    /** The invocations, one after the other in the same folder. */
    List<JsonNode> steps() {
        return json.has("steps") ? json.get("steps").valueStream().toList() : List.of(json);
    }

    /** Contents by path, with the variables put in. */
    Map<String, byte[]> files(Map<String, String> variables) {
        Map<String, byte[]> files = new TreeMap<>();
        json.path("files").properties().forEach(file -> {
            JsonNode content = file.getValue();
            byte[] bytes;
            if (content.has("base64")) {
                bytes = Base64.getDecoder().decode(content.get("base64").stringValue());
            } else if (content.has("json")) {
                bytes = MAPPER.writeValueAsBytes(content.get("json"));
            } else {
                bytes = replaced(content.stringValue(), variables).getBytes(StandardCharsets.UTF_8);
            }
            files.put(file.getKey(), bytes);
        });
        return files;
    }

    /** Of the whole case, then of the step; a null takes a variable away. */
    Map<String, JsonNode> environment(JsonNode step) {
        Map<String, JsonNode> environment = new TreeMap<>();
        json.path("env").properties().forEach(e -> environment.put(e.getKey(), e.getValue()));
        step.path("env").properties().forEach(e -> environment.put(e.getKey(), e.getValue()));
        return environment;
    }

    static List<String> words(JsonNode step, Map<String, String> variables) {
        return step.get("argv")
                .valueStream()
                .map(word -> replaced(word.stringValue(), variables))
                .toList();
    }

    static List<RecordingServer.Answer> answers(JsonNode step, Map<String, String> variables) {
        List<RecordingServer.Answer> answers = new ArrayList<>();
        step.path("responses").valueStream().forEach(response -> {
            Map<String, String> headers = new TreeMap<>();
            response.path("headers")
                    .properties()
                    .forEach(e -> headers.put(e.getKey(), e.getValue().stringValue()));
            String body = response.has("text")
                    ? response.get("text").stringValue()
                    : response.has("body") ? MAPPER.writeValueAsString(response.get("body")) : "";
            answers.add(new RecordingServer.Answer(
                    response.path("status").asInt(200),
                    headers,
                    replaced(body, variables),
                    response.has("delay_ms"),
                    response.path("drop").asBoolean(false)));
        });
        return answers;
    }

    static String replaced(String text, Map<String, String> variables) {
        String replaced = text;
        for (var variable : variables.entrySet()) {
            replaced = replaced.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        return replaced;
    }
}
