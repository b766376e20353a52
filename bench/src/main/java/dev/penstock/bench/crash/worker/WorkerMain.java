package dev.penstock.bench.crash.worker;

import dev.penstock.bench.crash.call.Api;
import dev.penstock.bench.crash.call.Caller;
import dev.penstock.bench.crash.record.Journal;
import dev.penstock.bench.crash.record.Records;
import dev.penstock.bench.crash.town.Town;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process of workers, one of each trade: {@code WorkerMain TOWN JOURNAL NAME NUMBER}. It may be killed at any instant; started
 * again on its journal, it goes on with what it had begun. Ends when its standard input does.
 */
public final class WorkerMain {
    private WorkerMain() {}

    /** @param arguments the town's file, the journal, the name of this worker, and its number */
    public static void main(String[] arguments) throws Exception {
        Town town = Town.read(Path.of(arguments[0]));
        Path journalFile = Path.of(arguments[1]);
        String name = arguments[2];
        int number = Integer.parseInt(arguments[3]);
        Records former = Records.of(journalFile);
        Journal journal = Journal.open(journalFile);
        Api customer = town.asCustomer();
        Api partner = town.asPartner();
        Warehouse warehouse = new Warehouse(town.s3());
        List<Thread> loops = Arrays.stream(Trade.values())
                .map(trade -> {
                    String who = name + "/" + trade.name().toLowerCase(Locale.ROOT);
                    Caller caller =
                            new Caller(trade.partner() ? partner : customer, journal, who, number + trade.ordinal());
                    JobLoop loop = new JobLoop(trade, town, who, caller, journal, warehouse);
                    return Thread.ofPlatform().name(who).start(() -> {
                        try {
                            loop.finish(former);
                            loop.run();
                        } catch (RuntimeException e) {
                            journal.note(
                                    who,
                                    "broken",
                                    JsonMapper.shared().createObjectNode().put("failure", e.toString()));
                            throw e;
                        }
                    });
                })
                .toList();
        while (System.in.read() >= 0) {
            // the harness only keeps the stream open
        }
        loops.forEach(Thread::interrupt);
        System.exit(0);
    }
}
