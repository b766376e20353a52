package dev.penstock.bench.wire;

import dev.penstock.api.json.ShapeCodec;
import dev.penstock.api.operation.Operation;
import dev.penstock.api.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;

/** JSON to the SDK's classes and back, and the check of the model's constraints: of a small request and of a large one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {
    private static final int ACTIONS = 50;

    private final byte[] small = bytes("""
            {"jobId":"f4f4ff82-2d11-4d1a-9f0c-000000000001","clientToken":"0123456789abcdef0123456789abcdef01234567",\
            "executionDetails":{"summary":"done","externalExecutionId":"run-17","percentComplete":100}}""");
    private final byte[] large = bytes(pipeline());
    private final Operation success =
            Operation.find("PutThirdPartyJobSuccessResult").orElseThrow();
    private final Operation create = Operation.find("CreatePipeline").orElseThrow();
    private final CodePipelineRequest created = create.read(large);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String pipeline() {
        StringBuilder stages = new StringBuilder();
        for (int i = 0; i < ACTIONS; i++) {
            stages.append(i == 0 ? "" : ",").append("""
                    {"name":"Stage%1$d","actions":[{"name":"Action%1$d","actionTypeId":{"category":"Test",\
                    "owner":"ThirdParty","provider":"AcmeLoad","version":"1"},"runOrder":1,\
                    "configuration":{"Scenario":"checkout.zip","Users":"200"},\
                    "inputArtifacts":[{"name":"Source"}],"outputArtifacts":[]}]}""".formatted(i));
        }
        return "{\"pipeline\":{\"name\":\"bookshop\",\"roleArn\":\"arn:aws:iam::111111111111:role/pipeline\","
                + "\"artifactStore\":{\"type\":\"S3\",\"location\":\"bench-artifacts\"},\"stages\":[" + stages + "]}}";
    }

    /** Reads and checks the result of a job. */
    @Benchmark
    public Object readSmallRequest() {
        return success.read(small);
    }

    /** Reads and checks a pipeline of 50 stages. */
    @Benchmark
    public Object readLargeRequest() {
        return create.read(large);
    }

    /** The check alone. */
    @Benchmark
    public void checkLargeRequest() {
        Validator.check(created, create.model().input());
    }

    /** Writes the pipeline, as GetPipeline does. */
    @Benchmark
    public byte[] writeLargeAnswer() {
        return ShapeCodec.write(((CreatePipelineRequest) created).pipeline());
    }
}
