package dev.penstock.cli.codepipeline.golden;

import static dev.penstock.cli.codepipeline.golden.GoldenCase.replaced;

import dev.penstock.cli.codepipeline.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an invocation shall do, and how what it did differs from that. */
final class Expectation {
    private static final Pattern USAGE_ERROR = Pattern.compile("(?m)^\\S+: error: ");

    private final JsonNode expect;
    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    Expectation(JsonNode expect, Map<String, String> variables) {
        this.expect = expect;
        this.variables = variables;
    }

    List<String> problems(Run run, List<RecordingServer.Request> requests) {
        exitCode(run.code());
        text("stdout", run.out());
        text("stderr", run.err());
        usageError(run.err());
        json(run.out());
        if (expect.has("request")) {
            sent(List.of(expect.get("request")), requests);
        } else if (expect.has("requests")) {
            sent(expect.get("requests").valueStream().toList(), requests);
        }
        return problems;
    }

    private void exitCode(int code) {
        JsonNode wanted = expect.path("exit_code");
        boolean fits = wanted.isMissingNode()
                || (wanted.isArray()
                        ? wanted.valueStream().anyMatch(one -> one.asInt() == code)
                        : wanted.asInt() == code);
        if (!fits) {
            problems.add("exit code " + code + ", expected " + wanted);
        }
    }

    private void text(String stream, String actual) {
        if (expect.has(stream) && !actual.equals(value(stream))) {
            problems.add(stream + " is\n" + actual + "expected\n" + value(stream));
        }
        expect.path(stream + "_contains").valueStream().forEach(part -> {
            if (!actual.contains(replaced(part.stringValue(), variables))) {
                problems.add(stream + " lacks " + part + ":\n" + actual);
            }
        });
        expect.path(stream + "_lacks").valueStream().forEach(part -> {
            if (actual.contains(replaced(part.stringValue(), variables))) {
                problems.add(stream + " must not contain " + part + ":\n" + actual);
            }
        });
        if (expect.has(stream + "_ends_with") && !actual.endsWith(value(stream + "_ends_with"))) {
            problems.add(stream + " does not end with " + value(stream + "_ends_with") + ":\n" + actual);
        }
        expect.path(stream + "_regex").valueStream().forEach(regex -> {
            if (!Pattern.compile(regex.stringValue(), Pattern.MULTILINE)
                    .matcher(actual)
                    .find()) {
                problems.add(stream + " does not match " + regex + ":\n" + actual);
            }
        });
    }

    private void usageError(String err) {
        if (expect.has("usage_error")) {
            Matcher matcher = USAGE_ERROR.matcher(err);
            int end = -1;
            while (matcher.find()) {
                end = matcher.end();
            }
            if (end < 0 || !err.substring(end).equals(value("usage_error"))) {
                problems.add("usage error is\n" + err + "expected\n" + value("usage_error"));
            }
        }
    }

    private void json(String out) {
        if (!expect.has("stdout_json")) {
            return;
        }
        try {
            JsonNode actual = GoldenCase.MAPPER.readTree(out);
            JsonMatch match = new JsonMatch(expect.path("stdout_json_ordered").asBoolean(false));
            match.match(put(expect.get("stdout_json")), actual, "stdout");
            problems.addAll(match.problems());
            if (expect.path("stdout_json_layout").asBoolean(false)
                    && !out.lines()
                            .allMatch(
                                    line -> (line.length() - line.stripLeading().length()) % 4 == 0)) {
                problems.add("stdout is not laid out by fours:\n" + out);
            }
        } catch (JacksonException e) {
            problems.add("stdout is no JSON: " + out);
        }
    }

    private void sent(List<JsonNode> wanted, List<RecordingServer.Request> requests) {
        if (wanted.size() != requests.size()) {
            problems.add(requests.size() + " requests sent, expected " + wanted.size());
            return;
        }
        JsonMatch bodies = new JsonMatch(false);
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode want = wanted.get(i);
            RecordingServer.Request have = requests.get(i);
            same(want, "target", have.target());
            same(want, "method", have.method());
            same(want, "path", have.path());
            want.path("headers").properties().forEach(header -> {
                String value = have.headers().get(header.getKey().toLowerCase(Locale.ROOT));
                bodies.match(
                        put(header.getValue()),
                        value == null ? null : GoldenCase.MAPPER.valueToTree(value),
                        "header " + header.getKey());
            });
            if (want.has("signed")) {
                JsonNode by = want.get("signed");
                SignatureCheck.problem(
                                have,
                                by.get("access_key").stringValue(),
                                by.get("secret").stringValue(),
                                by.get("region").stringValue())
                        .ifPresent(problems::add);
            }
            if (want.has("body")) {
                bodies.match(put(want.get("body")), GoldenCase.MAPPER.readTree(have.body()), "request " + i);
            }
        }
        problems.addAll(bodies.problems());
    }

    private void same(JsonNode want, String what, String actual) {
        if (want.has(what) && !want.get(what).stringValue().equals(actual)) {
            problems.add(what + " is " + actual + ", expected " + want.get(what));
        }
    }

    private String value(String key) {
        return replaced(expect.get(key).stringValue(), variables);
    }

    private JsonNode put(JsonNode node) {
        return GoldenCase.MAPPER.readTree(replaced(GoldenCase.MAPPER.writeValueAsString(node), variables));
    }
}
