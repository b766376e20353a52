package dev.penstock.examples.acmecheck;

import dev.penstock.worker.ClientTokenFile;
import dev.penstock.worker.JobWorker;
import dev.penstock.worker.ThirdPartyWorker;
import dev.penstock.worker.UploadsAtOnce;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The partner's program. It has the partner's own keys (from the environment, as every AWS program) and the tokens of its
 * clients; everything else comes with a job. Usage: {@code AcmeCheck <file of client tokens> <folder for runs>}.
 */
public final class AcmeCheck {
    private static final Logger LOG = LoggerFactory.getLogger(AcmeCheck.class);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(10);

    private AcmeCheck() {}

    /** Works until the process is asked to end. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 2) {
            System.err.println("usage: AcmeCheck <file of client tokens> <folder for runs>");
            System.exit(2);
        }
        var http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(Duration.ofSeconds(40))
                .build();
        CodePipelineClient codePipeline =
                CodePipelineClient.builder().httpClient(http).build();
        S3Client s3 = S3Client.builder()
                .httpClient(http)
                .forcePathStyle(true)
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(new UploadsAtOnce()))
                .build();
        TestProgram tests = new TestProgram(Path.of(System.getProperty("java.home"), "bin", "java"), LONGEST_RUN);
        JobWorker worker = ThirdPartyWorker.builder("Test", "AcmeCheck", "1")
                .codePipeline(codePipeline)
                .s3(s3)
                .clientTokens(new ClientTokenFile(Path.of(arguments[0])))
                .concurrency(2)
                .handler(new CheckHandler(Path.of(arguments[1]), tests, Clock.systemUTC()))
                .build();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(worker::close));
        LOG.info("AcmeCheck waits for jobs");
        worker.run();
    }
}
