package dev.penstock.examples.acmecheck;

import dev.penstock.worker.JobContext;
import dev.penstock.worker.JobHandler;
import dev.penstock.worker.JobOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.CurrentRevision;
import software.amazon.awssdk.services.codepipeline.model.ExecutionDetails;

/**
 * The check, in three jobs of one action: take the bundle in, run its tests, write the report. The continuation token
 * says which step comes next; the run's folder is named by the action execution, so that a step which is repeated, here
 * or by another instance, does the same again.
 */
final class CheckHandler implements JobHandler {
    private static final String RUN_TESTS = "run-tests";
    private static final String WRITE_REPORT = "write-report";

    private final Path runs;
    private final TestProgram tests;
    private final InstantSource clock;

    CheckHandler(Path runs, TestProgram tests, InstantSource clock) {
        this.runs = runs.toAbsolutePath();
        this.tests = tests;
        this.clock = clock;
    }

    @Override
    public JobOutcome handle(JobContext job) throws IOException, InterruptedException {
        String suite = job.configured("Suite");
        if (suite == null) {
            return JobOutcome.misconfigured("Set Suite to the path of the test program in the bundle.");
        }
        Run run = Run.of(runs, job);
        return switch (job.continuationToken().orElse("")) {
            case "" -> takeIn(job, run);
            case RUN_TESTS -> runTests(job, run, suite);
            case WRITE_REPORT -> writeReport(job, run, suite);
            default -> JobOutcome.failed("AcmeCheck does not know the step " + job.continuationToken(), run.id());
        };
    }

    private JobOutcome takeIn(JobContext job, Run run) throws IOException {
        unpack(job, run);
        return JobOutcome.continueWith(RUN_TESTS, details(run, 10, "unpacked the bundle"));
    }

    private JobOutcome runTests(JobContext job, Run run, String suite) throws IOException, InterruptedException {
        if (!Files.isDirectory(run.bundle())) {
            unpack(job, run);
        }
        TestResult result = test(run, suite);
        return JobOutcome.continueWith(WRITE_REPORT, details(run, 80, result.summary()));
    }

    private JobOutcome writeReport(JobContext job, Run run, String suite) throws IOException, InterruptedException {
        TestResult result;
        if (Files.isRegularFile(run.output())) {
            result = TestResult.ofTap(Files.readAllLines(run.output()));
        } else {
            unpack(job, run);
            result = test(run, suite);
        }
        Files.createDirectories(run.report());
        Files.writeString(run.report().resolve("report.md"), reportOf(result, suite));
        Files.copy(run.output(), run.report().resolve("output.tap"), StandardCopyOption.REPLACE_EXISTING);
        for (String name : job.artifacts().outputNames()) {
            job.artifacts().uploadFolder(name, run.report());
        }
        if (!result.isGreen()) {
            String names =
                    result.failed().isEmpty() ? TestProgram.tail(run.output()) : String.join("; ", result.failed());
            return JobOutcome.failed(result.summary() + ". Failing: " + names, run.id());
        }
        return JobOutcome.succeeded(details(run, 100, result.summary())).withRevision(revision(job, run, result));
    }

    private TestResult test(Run run, String suite) throws IOException, InterruptedException {
        Path output = run.folder().resolve("output.new");
        int exit = tests.run(run.bundle(), suite, output);
        Files.move(output, run.output(), StandardCopyOption.REPLACE_EXISTING);
        TestResult result = TestResult.ofTap(Files.readAllLines(run.output(), StandardCharsets.UTF_8));
        if (exit != 0 && result.failed().isEmpty()) {
            throw new IOException("The test program ended with code " + exit + ": " + TestProgram.tail(run.output()));
        }
        return result;
    }

    private static void unpack(JobContext job, Run run) throws IOException {
        List<String> inputs = job.artifacts().inputNames();
        job.artifacts().unzip(inputs.getFirst(), run.bundle());
    }

    private static ExecutionDetails details(Run run, int percent, String summary) {
        return ExecutionDetails.builder()
                .externalExecutionId(run.id())
                .percentComplete(percent)
                .summary(summary)
                .build();
    }

    /** What was checked: the source's own revision. */
    private CurrentRevision revision(JobContext job, Run run, TestResult result) {
        String source = job.artifacts().revisionOf(job.artifacts().inputNames().getFirst());
        return CurrentRevision.builder()
                .revision(source == null ? run.id() : source)
                .changeIdentifier(run.id())
                .created(clock.instant())
                .revisionSummary(result.summary())
                .build();
    }

    private static String reportOf(TestResult result, String suite) {
        StringBuilder text = new StringBuilder("# AcmeCheck: " + result.summary() + "\n\nSuite: " + suite + "\n\n");
        result.failed().forEach(name -> text.append("- FAILED: ").append(name).append('\n'));
        result.passed().forEach(name -> text.append("- passed: ").append(name).append('\n'));
        return text.toString();
    }

    /** One run: its id in the partner's system, and where it keeps its files. */
    private record Run(String id, Path folder) {
        static Run of(Path runs, JobContext job) throws IOException {
            var action = job.pipeline().action();
            String execution = action == null ? null : action.actionExecutionId();
            String id = "acme-" + (execution == null ? job.jobId() : execution).replaceAll("[^A-Za-z0-9-]", "_");
            return new Run(id, Files.createDirectories(runs.resolve(id)));
        }

        Path bundle() {
            return folder.resolve("bundle");
        }

        Path output() {
            return folder.resolve("output.tap");
        }

        Path report() {
            return folder.resolve("report");
        }
    }
}
