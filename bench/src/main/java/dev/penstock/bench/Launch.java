package dev.penstock.bench;

import dev.penstock.bench.site.Servers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How servers are started: by the launcher as users do, or, in a test, from this JVM's own classes. */
final class Launch {
    private Launch() {}

    /** The folder of the sources. */
    static Path home() {
        return Path.of(System.getProperty("penstock.home", "."));
    }

    /** @param jvm more options; the launcher takes them from its environment */
    static List<String> server(String jvm) {
        if (System.getProperty("penstock.home") != null) {
            return List.of(home().resolve("penstock").toString(), "up");
        }
        List<String> command = new ArrayList<>(Servers.java(jvm));
        command.addAll(List.of("dev.penstock.cli.Penstock", "up"));
        return command;
    }

    /** The load generator in a process of its own. */
    static List<String> bench() {
        if (System.getProperty("penstock.home") != null) {
            return List.of(home().resolve("penstock").toString(), "bench");
        }
        List<String> command = new ArrayList<>(Servers.java(""));
        command.add(BenchCommand.class.getName());
        return command;
    }
}
