package dev.penstock.bench.crash.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What journals say.
 *
 * @param calls in the order in which they began
 * @param notes in the order in which they were made
 */
public record Records(List<Call> calls, List<Note> notes) {
    private static final JsonMapper JSON = JsonMapper.shared();
    public static final Records NONE = new Records(List.of(), List.of());

    public Records {
        calls = List.copyOf(calls);
        notes = List.copyOf(notes);
    }

    /** One journal; a line that its writer died in is passed over, since what it would have said had not happened yet. */
    public static Records of(Path journal) {
        if (!Files.exists(journal)) {
            return NONE;
        }
        Map<String, Call> calls = new LinkedHashMap<>();
        List<Note> notes = new ArrayList<>();
        try (Stream<String> lines = Files.lines(journal)) {
            lines.filter(line -> !line.isBlank()).forEach(line -> read(line, calls, notes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Records(List.copyOf(calls.values()), notes);
    }

    /** All journals of a folder, those whose names end with {@code .jsonl}. */
    public static Records in(Path folder) {
        List<Call> calls = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".jsonl")).sorted().forEach(file -> {
                Records records = of(file);
                calls.addAll(records.calls);
                notes.addAll(records.notes);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        calls.sort(Comparator.comparingLong(Call::begun));
        notes.sort(Comparator.comparingLong(Note::at));
        return new Records(calls, notes);
    }

    /** The calls of one of these operations. */
    public Stream<Call> calls(String... operations) {
        List<String> wanted = List.of(operations);
        return calls.stream().filter(call -> wanted.contains(call.operation()));
    }

    public Stream<Note> notes(String kind) {
        return notes.stream().filter(note -> note.kind().equals(kind));
    }

    private static void read(String line, Map<String, Call> calls, List<Note> notes) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JacksonException _) {
            return;
        }
        if (node.has("call")) {
            String id = node.get("call").asString();
            calls.put(
                    id,
                    new Call(
                            id,
                            node.get("who").asString(),
                            node.get("operation").asString(),
                            node.get("input"),
                            node.get("at").asLong(),
                            List.of()));
        } else if (node.has("attempt")) {
            calls.computeIfPresent(node.get("attempt").asString(), (_, call) -> with(call, attempt(node)));
        } else if (node.has("note")) {
            notes.add(new Note(
                    node.get("at").asLong(),
                    node.get("who").asString(),
                    node.get("note").asString(),
                    node.get("what")));
        }
    }

    private static Call with(Call call, Attempt attempt) {
        List<Attempt> attempts = new ArrayList<>(call.attempts());
        attempts.add(attempt);
        return new Call(call.id(), call.who(), call.operation(), call.input(), call.begun(), attempts);
    }

    private static Attempt attempt(JsonNode node) {
        Outcome outcome = node.has("answered")
                ? new Outcome.Answered(node.get("answered"))
                : node.has("refused")
                        ? new Outcome.Refused(
                                node.get("refused").asInt(),
                                node.get("type").asString(),
                                node.path("message").asString(""))
                        : new Outcome.Unanswered(node.path("unanswered").asString(""));
        return new Attempt(
                node.get("sent").asLong(),
                node.get("ended").asLong(),
                node.get("node").asInt(),
                outcome);
    }
}
