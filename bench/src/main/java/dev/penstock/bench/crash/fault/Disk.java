package dev.penstock.bench.crash.fault;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** What the data folder of a server lies on, and how that gets full. */
public sealed interface Disk extends AutoCloseable permits FileLimit, SmallFileSystem {

    /** What it is, and why nothing closer to a real disk could be had. */
    String description();

    /** The command that runs another one where the disk is seen. */
    List<String> around(List<String> command);

    /** Where the harness finds a file that the server names so. */
    Path outside(Path file);

    /**
     * Takes the space away.
     *
     * @param process the server's
     * @return what was done
     */
    String fill(ProcessHandle process, Random random);

    /** Gives it back. */
    void free(ProcessHandle process);

    @Override
    void close();
}
