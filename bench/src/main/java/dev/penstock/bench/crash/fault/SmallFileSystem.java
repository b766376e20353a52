package dev.penstock.bench.crash.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A file system of its own for one server, which a file takes all the space of: writes fail with {@code ENOSPC}. It is mounted
 * in a mount namespace that one idle process keeps open and the server enters, so nobody else sees it, and the system takes
 * it away when both are gone, however they end. As root it is ext4 in a file, else tmpfs in a user namespace.
 */
final class SmallFileSystem implements Disk {
    private static final Duration LONGEST_MOUNT = Duration.ofSeconds(20);
    private static final int MEGABYTES = 256;
    private static final int PAGE = 4096;

    /**
     * Blocks of the size of a page, as large file systems have them: of smaller ones SQLite reserves only the last of each page of
     * its shared memory, and dies of SIGBUS when there are no others. Arguments: the folder to mount on, the file with the image, the
     * size in megabytes.
     */
    private static final String EXT4 = """
            truncate -s "$3M" "$2" && mkfs.ext4 -q -m 0 -b 4096 -F "$2" && mount -o loop "$2" "$1" && echo mounted && exec cat""";

    private static final String TMPFS = "mount -t tmpfs -o size=\"$3m\" penstock \"$1\" && echo mounted && exec cat";

    private final ChildProcess holder;
    private final Path folder;
    private final boolean inUserNamespace;

    private SmallFileSystem(ChildProcess holder, Path folder, boolean inUserNamespace) {
        this.holder = holder;
        this.folder = folder;
        this.inUserNamespace = inUserNamespace;
    }

    /**
     * Mounts one on the folder, or says why that is not allowed.
     *
     * @param log gets what the tools say
     */
    static Disk on(Path folder, Path log) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String first = "";
        for (boolean user : new boolean[] {false, true}) {
            ChildProcess holder = ChildProcess.start("disk", log, command(folder, user));
            String line = holder.firstLine(LONGEST_MOUNT);
            if (line.equals("mounted")) {
                return new SmallFileSystem(holder, folder, user);
            }
            holder.kill();
            first = first.isEmpty() ? line : first;
        }
        return new FileLimit(folder, first + "; see " + log);
    }

    private static List<String> command(Path folder, boolean user) {
        return List.of(
                "unshare",
                user ? "-Urm" : "-m",
                "sh",
                "-c",
                user ? TMPFS : EXT4,
                "sh",
                folder.toString(),
                folder + ".ext4",
                Integer.toString(MEGABYTES));
    }

    @Override
    public String description() {
        return MEGABYTES + " MB of " + (inUserNamespace ? "tmpfs" : "ext4")
                + " of its own, so that writes fail with ENOSPC";
    }

    @Override
    public List<String> around(List<String> command) {
        List<String> entering = new ArrayList<>(List.of(
                "nsenter",
                "--target",
                Long.toString(holder.handle().pid()),
                "--mount",
                "--wd=" + Path.of("").toAbsolutePath()));
        if (inUserNamespace) {
            entering.addAll(List.of("--user", "--preserve-credentials"));
        }
        entering.addAll(command);
        return entering;
    }

    @Override
    public Path outside(Path file) {
        return Path.of("/proc/" + holder.handle().pid() + "/root" + file.toAbsolutePath());
    }

    /** Leaves nothing, or some pages, so that more goes in and then a write ends in the middle. */
    @Override
    public String fill(ProcessHandle process, Random random) {
        long left = random.nextInt(3) == 0 ? 0 : random.nextInt(50) * (long) PAGE;
        Path ballast = ballast();
        long free = outside(folder).toFile().getUsableSpace();
        Signals.run(List.of("fallocate", "-l", Long.toString(Math.max(PAGE, free - left)), ballast.toString()));
        if (left == 0) {
            takeTheRest(ballast);
        }
        return "file system full, " + outside(folder).toFile().getUsableSpace() + " bytes left";
    }

    /** The system keeps some back from one large request, and the server wrote in the meantime. */
    private static void takeTheRest(Path ballast) {
        try (FileChannel file = FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer page = ByteBuffer.allocate(PAGE);
            while (true) {
                file.write(page.clear());
            }
        } catch (IOException _) {
            // that was the last page
        }
    }

    @Override
    public void free(ProcessHandle process) {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return outside(folder.resolve("ballast"));
    }

    @Override
    public void close() {
        holder.kill();
    }
}
