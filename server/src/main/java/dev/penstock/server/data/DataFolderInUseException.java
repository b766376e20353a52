package dev.penstock.server.data;

import java.nio.file.Path;

/** Another server works in the data folder. */
public final class DataFolderInUseException extends RuntimeException {
    DataFolderInUseException(Path folder, String pid) {
        super("The data folder " + folder + " is in use by another server (process " + (pid.isEmpty() ? "unknown" : pid)
                + "). Stop that one, or give this one a folder of its own with --data.");
    }
}
