package dev.penstock.artifacts.endpoint;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the embedded endpoint keeps its objects and where it listens.
 *
 * @param folder holds {@code buckets} and {@code owners}; must lie on a file system with extended attributes
 * @param bind address to listen on; loopback unless told otherwise
 * @param port 0 for any free port
 * @param domains names under which {@code bucket.<name>} addresses a bucket
 */
public record EmbeddedS3Settings(Path folder, String bind, int port, List<String> domains) {

    public EmbeddedS3Settings {
        // S3Proxy compares absolute paths when it lists.
        folder = folder.toAbsolutePath().normalize();
        domains = List.copyOf(domains);
    }

    public static EmbeddedS3Settings loopback(Path folder, int port) {
        return new EmbeddedS3Settings(folder, "127.0.0.1", port, List.of("localhost"));
    }
}
