package dev.penstock.cli.pipelines;

import dev.penstock.cli.ServerOptions;
import dev.penstock.cli.admin.AdminClient;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says why a pipeline's executions wait. */
@Command(
        name = "explain",
        description = {
            "Say why executions of a pipeline wait, and who or what ends that.",
            "Without EXECUTION: all that are in progress, and the newest that is over."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock explain shop",
            "  penstock explain shop 0193a1b2-0c4d-7e5f-8a6b-7c8d9e0f1a2b --output json"
        })
public final class ExplainCommand implements Runnable {
    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Name of the pipeline.")
    private String pipeline = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "EXECUTION", description = "Id of an execution.")
    private @Nullable String execution;

    /** How to print. */
    enum Output {
        TEXT,
        JSON
    }

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text for people, json for programs (default: ${DEFAULT-VALUE}).")
    private Output output = Output.TEXT;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (AdminClient client = new AdminClient(server.access())) {
            ObjectNode request = client.request().put("pipelineName", pipeline);
            if (execution != null) {
                request.put("pipelineExecutionId", execution);
            }
            JsonNode answer = client.call("ExplainPipelineExecution", request);
            if (output == Output.JSON) {
                out.println(client.pretty(answer));
            } else {
                print(pipeline, answer.path("executions"), out);
            }
        }
        out.flush();
    }

    static void print(String pipeline, JsonNode executions, PrintWriter out) {
        if (executions.isEmpty()) {
            out.println("No execution yet. Start one with: penstock run " + pipeline);
        }
        for (JsonNode explained : executions) {
            out.println(text(explained, "pipelineExecutionId") + "  " + text(explained, "status"));
            int width = 0;
            for (JsonNode reason : explained.path("reasons")) {
                width = Math.max(width, place(reason).length());
            }
            for (JsonNode reason : explained.path("reasons")) {
                String place = String.format("%-" + Math.max(1, width) + "s", place(reason));
                out.println("  " + place + "  " + text(reason, "sentence"));
            }
        }
    }

    private static String place(JsonNode reason) {
        String stage = reason.has("stageName") ? text(reason, "stageName") : "-";
        return reason.has("actionName") ? stage + "/" + text(reason, "actionName") : stage;
    }

    private static String text(JsonNode node, String member) {
        return PlainText.of(node.path(member).asString());
    }
}
