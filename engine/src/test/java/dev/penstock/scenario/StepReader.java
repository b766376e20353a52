package dev.penstock.scenario;

import dev.penstock.api.json.ShapeCodec;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.ConditionType;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

/** Reads the steps of a scenario. A key that means nothing is refused. */
final class StepReader {
    private final String scenario;

    StepReader(String scenario) {
        this.scenario = scenario;
    }

    List<Step> steps(List<?> items) {
        if (items.isEmpty()) {
            throw new ScenarioException(scenario + " has no steps");
        }
        List<Step> steps = new ArrayList<>();
        for (Object item : items) {
            steps.add(step(scenario + " step " + (steps.size() + 1), item));
        }
        return steps;
    }

    private Step step(String where, Object item) {
        Fields outer = new Fields(where, item);
        List<String> verbs = outer.keys().stream()
                .map(Object::toString)
                .filter(key -> !key.equals("refused"))
                .toList();
        if (verbs.size() != 1) {
            throw new ScenarioException(where + " must do one thing, not " + verbs);
        }
        String verb = verbs.getFirst();
        Step step = step(where + " " + verb, verb, outer.value(verb));
        if (!outer.has("refused")) {
            return step;
        }
        Fields refused = outer.fields("refused");
        Step.Refused whole = new Step.Refused(step, refused.text("exception"), refused.text("message"));
        refused.requireAllRead();
        return whole;
    }

    private Step step(String where, String verb, @Nullable Object value) {
        switch (verb) {
            case "advance" -> {
                return new Step.Advance(duration(where, value));
            }
            case "until" -> {
                return new Step.Until(LocalTime.parse(String.valueOf(value)));
            }
            case "expect" -> {
                return new Step.Expect(new ExpectationReader(where).read(value));
            }
            default -> {
                Fields fields = new Fields(where, value);
                Step step = step(where, verb, fields);
                fields.requireAllRead();
                return step;
            }
        }
    }

    private static Step step(String where, String verb, Fields f) {
        return switch (verb) {
            case "create" -> new Step.Create(f.optional("as"));
            case "start" ->
                new Step.Start(
                        f.optional("as"),
                        f.has("times") ? Integer.parseInt(f.text("times")) : 1,
                        variables(f.value("variables")),
                        f.optional("clientRequestToken"),
                        overrides(f.list("sourceRevisions")));
            case "meet" -> new Step.Meet(f.text("as"));
            case "stop" -> new Step.Stop(f.optional("execution"), f.flag("abandon", false), f.optional("reason"));
            case "retry" ->
                new Step.Retry(
                        f.optional("execution"),
                        f.text("stage"),
                        f.oneOf("mode", StageRetryMode::fromValue, StageRetryMode.FAILED_ACTIONS));
            case "rollback" -> new Step.Rollback(f.text("stage"), f.text("target"), f.optional("as"));
            case "override" ->
                new Step.Override(
                        f.optional("execution"),
                        f.text("stage"),
                        f.oneOf("condition", ConditionType::fromValue, ConditionType.BEFORE_ENTRY));
            case "disable" -> new Step.Disable(f.text("stage"), transition(f), f.text("reason", "Not now"));
            case "enable" -> new Step.Enable(f.text("stage"), transition(f));
            case "update" -> {
                String file = f.optional("pipeline");
                yield new Step.Update(file, texts(f.rest()));
            }
            case "delete" -> new Step.Delete();
            case "report" ->
                new Step.Report(
                        f.text("action"), f.text("revision"), f.text("change"), f.flag("new", true), f.optional("as"));
            case "take" -> new Step.Take(f.text("action"), f.optional("execution"), f.text("as"));
            case "succeed" ->
                work(
                        f,
                        new Step.Outcome.Done(
                                strings(f.value("variables")),
                                f.optional("revision"),
                                f.optional("summary"),
                                f.optional("externalId")));
            case "continue" ->
                work(
                        f,
                        new Step.Outcome.More(
                                f.text("token"), f.number("percent"), f.optional("summary"), f.optional("externalId")));
            case "fail" ->
                work(
                        f,
                        new Step.Outcome.Broken(
                                f.oneOf("type", FailureType::fromValue, FailureType.JOB_FAILED),
                                f.text("message", "it broke")));
            case "note" -> new Step.Note(f.text("action"), f.optional("execution"), f.text("as"));
            case "approve" -> answer(f, ApprovalStatus.APPROVED);
            case "reject" -> answer(f, ApprovalStatus.REJECTED);
            case "publish" -> new Step.Publish(f.text("bucket"), f.text("key"), f.text("text"));
            default -> throw new ScenarioException(where + ": nobody knows how to " + verb);
        };
    }

    private static Step work(Fields f, Step.Outcome outcome) {
        return new Step.Work(f.text("action"), f.optional("execution"), f.optional("job"), outcome);
    }

    private static Step answer(Fields f, ApprovalStatus status) {
        return new Step.Answer(
                f.text("action"), f.optional("execution"), status, f.text("summary", ""), f.optional("token"));
    }

    private static StageTransitionType transition(Fields f) {
        return f.oneOf("type", StageTransitionType::fromValue, StageTransitionType.INBOUND);
    }

    /** Either names with values, or a list in the API's words, which may be wrong in ways that the former cannot. */
    private static List<PipelineVariable> variables(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(item -> ShapeCodec.fromTree(texts((Map<?, ?>) item), PipelineVariable.builder()))
                    .toList();
        }
        return strings(value).entrySet().stream()
                .map(entry -> PipelineVariable.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }

    private static List<SourceRevisionOverride> overrides(List<?> items) {
        return items.stream()
                .map(item -> ShapeCodec.fromTree(texts((Map<?, ?>) item), SourceRevisionOverride.builder()))
                .toList();
    }

    private static Map<String, String> strings(@Nullable Object value) {
        Map<String, String> strings = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> strings.put(key.toString(), repeated(String.valueOf(item))));
        }
        return strings;
    }

    /** {@code x*1000} at the end of a text in braces stands for that many: <code>{x*1000}</code>. */
    private static String repeated(String text) {
        Matcher found = Pattern.compile("\\{(.)\\*(\\d+)}").matcher(text);
        return found.replaceAll(
                match -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(key.toString(), value));
        return texts;
    }

    private static Duration duration(String where, @Nullable Object value) {
        try {
            return Duration.parse(String.valueOf(value));
        } catch (DateTimeParseException e) {
            throw new ScenarioException(where + " needs a time such as PT20M or P7D, not " + value, e);
        }
    }
}
