package dev.penstock.cli;

import dev.penstock.server.data.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --data}, which most commands share. */
public final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's data folder (default: the user's data folder, or $PENSTOCK_DATA).")
    private @Nullable Path given;

    /** The folder given, or the user's own. */
    public Path folder() {
        if (given != null) {
            return given.toAbsolutePath().normalize();
        }
        String home = System.getenv("HOME");
        return DataFolder.defaultPath(
                        System.getenv(),
                        Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home))
                .toAbsolutePath()
                .normalize();
    }
}
