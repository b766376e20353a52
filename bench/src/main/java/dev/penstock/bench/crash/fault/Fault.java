package dev.penstock.bench.crash.fault;

import dev.penstock.bench.crash.record.Journal;
import dev.penstock.bench.crash.record.Note;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that was done to a server, a process of workers or the database.
 *
 * @param injected microseconds since 1970
 * @param healed when the cause was gone: the process started or set going again, the space there; not yet when all works
 */
public record Fault(FaultKind kind, String target, long injected, long healed, String detail) {

    /** The index of the server it was done to; -1 if it was done to no single one. */
    public int node() {
        return target.startsWith("node-") ? Integer.parseInt(target.substring("node-".length())) : -1;
    }

    void note(Journal journal) {
        journal.note(
                "faults",
                "fault",
                JsonMapper.shared()
                        .createObjectNode()
                        .put("kind", kind.name().toLowerCase(Locale.ROOT))
                        .put("target", target)
                        .put("injected", injected)
                        .put("healed", healed)
                        .put("detail", detail));
    }

    /** A fault as it was noted. */
    public static Fault of(Note note) {
        return new Fault(
                FaultKind.valueOf(note.text("kind").toUpperCase(Locale.ROOT)),
                note.text("target"),
                note.what().path("injected").asLong(),
                note.what().path("healed").asLong(),
                note.text("detail"));
    }

    @Override
    public String toString() {
        return "%s %s for %.1f s%s"
                .formatted(
                        kind.name().toLowerCase(Locale.ROOT),
                        target,
                        (healed - injected) / 1e6,
                        detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
