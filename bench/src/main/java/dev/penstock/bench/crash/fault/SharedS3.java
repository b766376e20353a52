package dev.penstock.bench.crash.fault;

import dev.penstock.bench.crash.call.Keys;
import dev.penstock.bench.crash.store.S3StoreMain;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The S3 store that several servers share, in a process of its own, which nothing is done to. */
public final class SharedS3 implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Keys KEYS = new Keys("AKIACRASHSTORE", "a secret that opens every object of the run");

    private final ChildProcess process;
    private final URI s3;
    private final URI sts;

    private SharedS3(ChildProcess process, URI s3, URI sts) {
        this.process = process;
        this.s3 = s3;
        this.sts = sts;
    }

    /** @param folder gets the objects and the log */
    public static SharedS3 start(Path folder) {
        Path log = folder.resolve("s3.log");
        ChildProcess process = ChildProcess.start(
                "s3",
                log,
                ChildProcess.java(
                        List.of("-Xmx128m"),
                        List.of(
                                S3StoreMain.class.getName(),
                                folder.resolve("s3").toString(),
                                KEYS.id(),
                                KEYS.secret())));
        String line = process.firstLine(LONGEST_START);
        String[] addresses = line.split(" ", -1);
        if (addresses.length != 2 || !line.startsWith("http://")) {
            process.kill();
            throw new IllegalStateException("the S3 store does not start: " + line + "; see " + log);
        }
        return new SharedS3(process, URI.create(addresses[0]), URI.create(addresses[1]));
    }

    public URI endpoint() {
        return s3;
    }

    /** The key that opens everything. */
    public Keys keys() {
        return KEYS;
    }

    /** Settings of every server that uses it: jobs get sessions of a role. */
    public Map<String, String> settings() {
        return Map.of(
                "s3.endpoint", s3.toString(),
                "s3.access-key-id", KEYS.id(),
                "s3.secret-access-key", KEYS.secret(),
                "s3.path-style", "true",
                "s3.sts-endpoint", sts.toString(),
                "s3.sts-role-arn", "arn:aws:iam::" + S3StoreMain.OWNER + ":role/jobs");
    }

    @Override
    public void close() {
        process.close();
    }
}
