package dev.penstock.cli;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server a command calls, and as whom: options that all calling commands share. */
public final class ServerOptions {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = AwsFiles.ADMINISTRATOR,
            description = "Profile of the data folder to call as (default: ${DEFAULT-VALUE}).")
    private String profile = AwsFiles.ADMINISTRATOR;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "The server (default: the endpoint of the profile).")
    private @Nullable URI endpoint;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            description = "The region to act in; pipelines, action types and clients belong to one "
                    + "(default: the profile's).")
    private @Nullable String region;

    /** The region that was asked for. */
    public Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /**
     * How to call the server.
     *
     * @throws CommandFailure if the data folder has no such profile
     */
    public AwsFiles.Access access() {
        AwsFiles.Access access = AwsFiles.in(data.folder()).require(profile);
        return new AwsFiles.Access(
                region == null ? access.region() : region,
                endpoint == null ? access.codePipeline() : endpoint,
                access.s3(),
                access.credentials());
    }
}
