package dev.penstock.bench.engine;

import dev.penstock.engine.Command;
import dev.penstock.engine.Decision;
import dev.penstock.engine.PipelineState;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One decision of the engine about a pipeline of 10 stages and 50 actions that runs in its sixth stage. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecideBenchmark {
    private static final int STAGES_DONE = 5;

    private final LargePipeline pipeline = new LargePipeline();
    private final PipelineState idle = pipeline.state();
    private final Command start = pipeline.start();
    private PipelineState groupRunning = idle;
    private Command oneOfGroup = start;
    private PipelineState lastRunning = idle;
    private Command lastOfStage = start;

    @Setup
    public void runHalfWay() {
        pipeline.take(start);
        for (int i = 0; i < STAGES_DONE * LargePipeline.ACTIONS; i++) {
            pipeline.take(pipeline.success());
        }
        groupRunning = pipeline.state();
        oneOfGroup = pipeline.success();
        for (int i = 1; i < LargePipeline.ACTIONS; i++) {
            pipeline.take(pipeline.success());
        }
        lastRunning = pipeline.state();
        lastOfStage = pipeline.success();
    }

    /** A start: five source actions and their jobs. */
    @Benchmark
    public Decision start() {
        return pipeline.decide(idle, start);
    }

    /** An action succeeds while its siblings run. */
    @Benchmark
    public Decision oneActionSucceeds() {
        return pipeline.decide(groupRunning, oneOfGroup);
    }

    /** The last action of a stage succeeds: the stage ends, the next is entered, five actions start. */
    @Benchmark
    public Decision stageSucceeds() {
        return pipeline.decide(lastRunning, lastOfStage);
    }
}
