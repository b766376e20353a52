package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.record.Attempt;
import dev.penstock.bench.crash.record.Call;
import dev.penstock.bench.crash.record.Note;
import dev.penstock.bench.crash.record.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What workers recorded, job by job.
 *
 * @param jobs by id
 */
public record Work(Map<String, JobStory> jobs) {
    private static final String[] ACKNOWLEDGE = {"AcknowledgeJob", "AcknowledgeThirdPartyJob"};
    private static final String[] REPORT = {
        "PutJobSuccessResult", "PutJobFailureResult", "PutThirdPartyJobSuccessResult", "PutThirdPartyJobFailureResult"
    };

    public Work {
        jobs = Map.copyOf(jobs);
    }

    /**
     * A job in the eyes of the workers.
     *
     * @param polls that brought it
     * @param taken notes of who knew what it is; the nonce among it
     */
    public record JobStory(
            String id, List<Call> polls, List<Note> taken, List<Call> acknowledgements, List<Call> reports) {

        /** The action's execution; empty text if nobody got to know it. */
        public String action() {
            return taken.isEmpty() ? "" : taken.getFirst().text("actionExecutionId");
        }

        /** The continuation token that came with it; empty text if none did. */
        public String token() {
            return taken.isEmpty() ? "" : taken.getFirst().text("token");
        }

        /** The acknowledgements that were told that the job is theirs. */
        public List<Call> owners() {
            return acknowledgements.stream()
                    .filter(call -> call.answer()
                            .filter(body -> body.path("status").asString("").equals("InProgress"))
                            .isPresent())
                    .toList();
        }

        /** The results that were answered HTTP 200, repetitions included. */
        public List<Call> accepted() {
            return reports.stream().filter(call -> call.answered().isPresent()).toList();
        }

        /** The first result that somebody meant to send; -1 if nobody did. */
        long firstReport() {
            return reports.stream().mapToLong(Call::begun).min().orElse(-1);
        }

        /** When the first owner knew of it; -1 if nobody did. */
        long owned() {
            return owners().stream()
                    .flatMap(call -> call.answered().stream())
                    .mapToLong(Attempt::ended)
                    .min()
                    .orElse(-1);
        }
    }

    /** Gathers the story of each job. */
    public static Work of(Records records) {
        Map<String, List<Call>> polls = new java.util.HashMap<>();
        records.calls("PollForJobs", "PollForThirdPartyJobs")
                .forEach(call -> call.answer()
                        .ifPresent(body -> body.path("jobs")
                                .forEach(job -> polls.computeIfAbsent(
                                                job.path("id")
                                                        .asString(job.path("jobId")
                                                                .asString("")),
                                                _ -> new ArrayList<>())
                                        .add(call))));
        Map<String, List<Note>> taken = records.notes("taken").collect(Collectors.groupingBy(note -> note.text("id")));
        Map<String, List<Call>> acknowledgements =
                records.calls(ACKNOWLEDGE).collect(Collectors.groupingBy(call -> call.given("jobId")));
        Map<String, List<Call>> reports =
                records.calls(REPORT).collect(Collectors.groupingBy(call -> call.given("jobId")));
        Map<String, JobStory> jobs = new java.util.HashMap<>();
        for (var entry : polls.entrySet()) {
            String id = entry.getKey();
            jobs.put(
                    id,
                    new JobStory(
                            id,
                            List.copyOf(entry.getValue()),
                            taken.getOrDefault(id, List.of()),
                            acknowledgements.getOrDefault(id, List.of()),
                            reports.getOrDefault(id, List.of())));
        }
        return new Work(jobs);
    }
}
