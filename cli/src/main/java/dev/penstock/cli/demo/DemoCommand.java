package dev.penstock.cli.demo;

import dev.penstock.cli.AwsFiles;
import dev.penstock.cli.Clients;
import dev.penstock.cli.CommandFailure;
import dev.penstock.cli.EnvCommand;
import dev.penstock.cli.Terminal;
import dev.penstock.cli.admin.AdminClient;
import dev.penstock.cli.pipelines.PipelineView;
import dev.penstock.worker.ClientTokenFile;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.s3.S3Client;

/** The main job of Penstock, from the first account to the deployed site, with real processes. */
@Command(
        name = "demo",
        description = {
            "Show the main job: a server, a customer with a pipeline, a partner with a worker of its own.",
            "Everything happens in a fresh folder and on free ports; nothing is left unless --keep is given."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  penstock demo", "  penstock demo --keep --data ./demo"})
public final class DemoCommand implements Callable<Integer> {
    static final String CUSTOMER = "222222222222";
    static final String PARTNER = "333333333333";
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final Duration TO_SUCCEED = Duration.ofMinutes(3);

    @Option(names = "--keep", description = "Leave the server and the partner's worker running.")
    private boolean keep;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Use this empty or new folder (default: a temporary one).")
    private @Nullable Path data;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("penstock.home", ""));
        Path folder = freshFolder();
        boolean done = false;
        try (Processes processes = new Processes()) {
            run(home, folder, processes);
            done = true;
            if (keep) {
                processes.leaveRunning();
            }
        } finally {
            if (!done) {
                out.println("The demo failed; its folder with all logs is " + folder);
            } else if (!keep && data == null) {
                delete(folder);
            }
        }
        return 0;
    }

    private void run(Path home, Path folder, Processes processes) throws IOException, InterruptedException {
        step("Starting a server with embedded defaults in " + folder);
        ChildProcess server = processes.add(startServer(home, folder));
        out.println("  " + server.firstLine(TO_START));
        AwsFiles files = AwsFiles.in(folder);
        AwsFiles.Access operator = files.require(AwsFiles.ADMINISTRATOR);

        step("Making a customer, a partner, and the partner's action type Test/ThirdParty/AcmeCheck/1");
        AwsBasicCredentials customerKeys;
        AwsBasicCredentials partnerKeys;
        Operator.Client client;
        try (AdminClient admin = new AdminClient(operator)) {
            Operator operating = new Operator(admin);
            customerKeys = operating.createAccount(CUSTOMER, "bookshop");
            partnerKeys = operating.createAccount(PARTNER, "acme");
            Path declaration = home.resolve("examples/acme-check/action-type.json");
            operating.registerActionType(PARTNER, Files.readString(declaration), declaration.toString());
            client = operating.client(CUSTOMER, "Test/ThirdParty/AcmeCheck/1");
        }
        AwsFiles.Access customer = operator.as(customerKeys);
        files.add("demo", customer);

        try (CodePipelineClient codePipeline = Clients.codePipeline(customer);
                S3Client s3 = Clients.s3(customer)) {
            Bookshop bookshop = new Bookshop(codePipeline, s3, CUSTOMER);
            step("Uploading examples/bookshop, and creating the pipeline Source > Verify > Approve > Release");
            bookshop.uploadSource(home.resolve("examples/bookshop"));
            bookshop.createPipeline();

            step("Starting the partner's worker: a process with the partner's keys and the customer's token, no more");
            Path tokens = folder.resolve("partner/clients");
            new ClientTokenFile(tokens).put(client.id(), client.token());
            ChildProcess worker = processes.add(startWorker(folder, operator.as(partnerKeys), tokens));

            step("Watching the pipeline");
            PipelineView view = new PipelineView(
                    new PrintWriter(out, true), Terminal.isInteractive(), Terminal.isColoured(), Terminal.columns());
            PipelineExecution execution = new PipelineWatch(codePipeline, Bookshop.PIPELINE, view)
                    .untilSucceeded(CompletableFuture.anyOf(server.failure(), worker.failure()), TO_SUCCEED);

            showResult(bookshop, execution.pipelineExecutionId());
            showNext(folder, server, worker);
        }
    }

    private void showResult(Bookshop bookshop, String execution) {
        step("Deployed to s3://" + Bookshop.SITE_BUCKET);
        var files = bookshop.deployedFiles();
        if (files.isEmpty()) {
            throw new CommandFailure("The pipeline succeeded, but nothing was deployed");
        }
        files.forEach(file -> out.printf("  %6d  %s%n", file.size(), file.key()));
        step("Timeline of the execution " + execution);
        bookshop.timeline(execution).print(out);
    }

    private void showNext(Path folder, ChildProcess server, ChildProcess worker) {
        step(keep ? "Look around" : "Look around: run 'penstock demo --keep' and then, with the folder it names,");
        String where = keep || data != null ? EnvCommand.quoted(folder.toString()) : "DIR";
        out.println("  eval \"$(./penstock env --data " + where + " --profile demo)\"");
        out.println("  aws codepipeline get-pipeline-state --name " + Bookshop.PIPELINE);
        out.println("  aws codepipeline list-action-executions --pipeline-name " + Bookshop.PIPELINE);
        out.println("  aws s3 ls s3://" + Bookshop.SITE_BUCKET + " --recursive");
        out.println("  aws codepipeline start-pipeline-execution --name " + Bookshop.PIPELINE);
        if (keep) {
            out.println("The server (process " + server.pid() + ") and the worker (process " + worker.pid()
                    + ") keep running. End them with: kill " + worker.pid() + " " + server.pid());
        }
    }

    private static ChildProcess startServer(Path home, Path folder) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        // Settings of the user's own server are not the demo's.
        environment.keySet().removeIf(name -> name.startsWith("PENSTOCK_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        return ChildProcess.start(
                "The server",
                List.of(
                        home.resolve("penstock").toString(),
                        "up",
                        "--data",
                        folder.toString(),
                        "--port",
                        "0",
                        "--s3-port",
                        "0",
                        "--set",
                        "jobs.continuation-delay=1s"),
                environment,
                folder.resolve("server.log"));
    }

    private static ChildProcess startWorker(Path folder, AwsFiles.Access partner, Path tokens) throws IOException {
        Path runs = Files.createDirectories(folder.resolve("partner/runs"));
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
        environment.put("AWS_ACCESS_KEY_ID", partner.credentials().accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", partner.credentials().secretAccessKey());
        environment.put("AWS_REGION", partner.region());
        environment.put("AWS_ENDPOINT_URL_CODEPIPELINE", partner.codePipeline().toString());
        environment.put("AWS_ENDPOINT_URL_S3", partner.s3().toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        return ChildProcess.start(
                "The partner's worker",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=logback-acme-check.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.penstock.examples.acmecheck.AcmeCheck",
                        tokens.toString(),
                        runs.toString()),
                environment,
                folder.resolve("worker.log"));
    }

    private Path freshFolder() throws IOException {
        if (data == null) {
            return Files.createTempDirectory("penstock-demo-");
        }
        Path folder = data.toAbsolutePath().normalize();
        if (!Files.exists(folder)) {
            Path parent = folder.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            // keys and tokens are in it
            return Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new CommandFailure("The folder " + folder + " is not empty; the demo needs a fresh one");
            }
        }
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void step(String text) {
        out.println();
        out.println(Terminal.isColoured() ? "\u001b[1m" + text + "\u001b[0m" : text);
        out.flush();
    }
}
