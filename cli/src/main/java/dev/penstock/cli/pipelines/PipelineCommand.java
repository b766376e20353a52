package dev.penstock.cli.pipelines;

import dev.penstock.cli.Clients;
import dev.penstock.cli.ServerOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** A command that calls the CodePipeline API of a server and speaks to a person. */
abstract class PipelineCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    /** Does the work; answers with the exit code. */
    abstract int call(CodePipelineClient client);

    @Override
    public Integer call() {
        try (CodePipelineClient client = Clients.codePipeline(server.access())) {
            return call(client);
        }
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    Following following(CodePipelineClient client, String pipeline) {
        return new Following(client, pipeline, spec.commandLine());
    }
}
