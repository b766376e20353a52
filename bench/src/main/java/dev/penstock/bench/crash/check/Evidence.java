package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.fault.Fault;
import dev.penstock.bench.crash.people.Reader.Told;
import dev.penstock.bench.crash.record.Records;
import java.time.Duration;
import java.util.List;

/**
 * All that a run left behind.
 *
 * @param records what workers and people asked and were told
 * @param work the same of workers, job by job
 * @param live the stream of events as it was followed through all faults
 * @param replayed the same stream, read from its beginning in the end
 * @param left jobs that polls of all queues still brought after everything was settled
 * @param acknowledgementWindow of the servers
 */
public record Evidence(
        Records records,
        Work work,
        History history,
        List<Told> live,
        List<Told> replayed,
        List<String> left,
        List<Fault> faults,
        Duration acknowledgementWindow) {

    public Evidence {
        live = List.copyOf(live);
        replayed = List.copyOf(replayed);
        left = List.copyOf(left);
        faults = List.copyOf(faults);
    }
}
