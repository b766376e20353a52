package dev.penstock.providers.commands;

import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.Script;
import dev.penstock.providers.FailedAction;
import dev.penstock.providers.artifact.Archive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Runs the commands of jobs on this machine, each in a fresh folder with the job's input artifacts (spec providers 1.7).
 * A job that is taken again after a crash runs again from the beginning. Thread-safe.
 */
public final class CommandRuns {
    private static final int LAST_LINES = 20;

    private final Path runs;
    private final Path logs;
    private final Limits limits;

    /**
     * @param artifactBytes how large one input artifact may be, packed as it is in the artifact store
     * @param unpackedBytes how much the input artifacts of a run may unpack to
     * @param logBytes how much of the output of a run is kept
     */
    public record Limits(long artifactBytes, long unpackedBytes, long logBytes) {}

    private CommandRuns(Path runs, Path logs, Limits limits) {
        this.runs = runs;
        this.logs = logs;
        this.limits = limits;
    }

    /**
     * Ends whatever a server that died has left running, and clears it away. What cannot be deleted is left, with a
     * warning.
     *
     * @param runs folder for the work of runs; of this server alone
     * @param logs folder for their output
     */
    public static CommandRuns open(Path runs, Path logs, Limits limits) {
        try (Stream<Path> left = Files.list(runs)) {
            for (Path folder : left.toList()) {
                ProcessTree.kill(folder.getFileName().toString());
                RunFolder.clearAway(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("What earlier commands left in " + runs + " cannot be listed", e);
        }
        return new CommandRuns(runs, logs, limits);
    }

    /**
     * Runs the job's commands.
     *
     * @return where the whole output is
     * @throws FailedAction if a command fails, or there is nothing to run it on
     * @throws InterruptedException if the work is given up; nothing of it runs any more
     */
    public String run(Job job, S3Client s3) throws InterruptedException {
        Script script = Optional.ofNullable(job.script())
                .orElseThrow(() -> new FailedAction(FailureType.CONFIGURATION_ERROR, "There are no commands to run."));
        String run = job.actionExecutionId() + "." + job.sequence() + "." + job.nonce();
        Path logFile = logs.resolve(job.actionExecutionId() + ".log");
        try (RunFolder folder = RunFolder.create(runs, run);
                RunLog log = RunLog.open(logFile, limits.logBytes())) {
            Map<String, String> environment = new HashMap<>(environment(job, script));
            Path work = unpack(job, s3, folder, environment);
            Shell.End end = Shell.run(run, script.commands(), environment, folder, work, log);
            if (!end.good()) {
                throw failed(end, script.commands().size(), log, logFile);
            }
            return place(logFile);
        } catch (IOException e) {
            throw new FailedAction(
                    FailureType.SYSTEM_UNAVAILABLE,
                    "The commands could not be run on the server. Try again. Cause: " + e.getMessage());
        }
    }

    private static Map<String, String> environment(Job job, Script script) {
        for (Script.Variable variable : script.environment()) {
            if (variable.secret()) {
                throw new FailedAction(
                        FailureType.CONFIGURATION_ERROR,
                        "The environment variable '" + variable.name()
                                + "' is of type SECRETS_MANAGER, which this server cannot read. Use PLAINTEXT.");
            }
        }
        Map<String, String> environment = new HashMap<>(Shell.environment(script));
        environment.put("AWS_REGION", job.region());
        environment.put("AWS_DEFAULT_REGION", job.region());
        return environment;
    }

    /** @return the folder of the first artifact; an empty one if there is none */
    private Path unpack(Job job, S3Client s3, RunFolder folder, Map<String, String> environment) throws IOException {
        if (job.inputs().isEmpty()) {
            environment.put("CODEBUILD_SRC_DIR", folder.sources().toString());
            return folder.sources();
        }
        List<ArtifactLocation> inputs = job.inputs();
        for (ArtifactLocation input : inputs) {
            Path target = Files.createDirectory(folder.sources().resolve(input.name()));
            unpack(input, s3, folder, target);
            String name = input == inputs.getFirst() ? "CODEBUILD_SRC_DIR" : "CODEBUILD_SRC_DIR_" + input.name();
            environment.put(name, target.toString());
        }
        return folder.sources().resolve(inputs.getFirst().name());
    }

    private void unpack(ArtifactLocation input, S3Client s3, RunFolder folder, Path target) throws IOException {
        Path file = folder.path().resolve("artifact");
        try {
            download(input, s3, file);
            try (Archive archive = Archive.open(file)) {
                archive.unpackInto(target, limits.unpackedBytes());
            }
        } catch (SdkException error) {
            throw new FailedAction(
                    FailureType.CONFIGURATION_ERROR,
                    "The input artifact '" + input.name() + "' could not be read from the artifact bucket '"
                            + input.bucket() + "': " + error.getMessage());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The size is looked at before anything is written, so that no artifact fills the disk. */
    private void download(ArtifactLocation input, S3Client s3, Path file) throws IOException {
        try (ResponseInputStream<GetObjectResponse> object =
                s3.getObject(request -> request.bucket(input.bucket()).key(input.key()))) {
            Long length = object.response().contentLength();
            if (length == null || length > limits.artifactBytes()) {
                // Closing alone would read the rest first.
                object.abort();
                throw new FailedAction(
                        FailureType.CONFIGURATION_ERROR,
                        "The input artifact '" + input.name() + "' has "
                                + (length == null ? "an unknown number of" : length) + " bytes. An input artifact of"
                                + " commands may have at most " + limits.artifactBytes()
                                + ". Put less into it, or split it.");
            }
            Files.copy(object, file);
        }
    }

    private static FailedAction failed(Shell.End end, int commands, RunLog log, Path logFile) {
        String last = log.lastLines(LAST_LINES);
        return new FailedAction(
                FailureType.JOB_FAILED,
                "Command " + end.at() + " of " + commands + " ended with exit code " + end.exitCode() + "."
                        + (last.isEmpty() ? " It wrote nothing." : " The output ended with:\n" + last + "\n")
                        + "\nThe whole output is in " + place(logFile) + " in the server's data folder.");
    }

    private static String place(Path logFile) {
        return "logs/" + logFile.getFileName();
    }

    /**
     * Deletes the output of old runs.
     *
     * @return how many files
     */
    public int forget(Instant before) {
        try (Stream<Path> files = Files.list(logs)) {
            int forgotten = 0;
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).compareTo(FileTime.from(before)) < 0
                        && Files.deleteIfExists(file)) {
                    forgotten++;
                }
            }
            return forgotten;
        } catch (IOException e) {
            throw new UncheckedIOException("Old output of commands cannot be deleted from " + logs, e);
        }
    }
}
