package dev.penstock.cli.pipelines;

import dev.penstock.cli.EnvCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;

/** Starts an execution, and follows it if asked to. */
@Command(
        name = "run",
        description = {
            "Start a pipeline, and show how it goes with --follow.",
            "Prints the id of the execution. With --follow the end of the execution is the exit code; Ctrl-C detaches."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock run shop",
            "  penstock run shop --follow",
            "  penstock run shop --follow --variable Stage=beta --source Bundle=S3_OBJECT_VERSION_ID:3sL4kqtJlcpXro",
            "",
            Following.EXIT_CODES
        })
public final class RunCommand extends PipelineCommand {
    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Name of the pipeline.")
    private String pipeline = "";

    @Option(names = "--follow", description = "Show stages and actions until the execution is over.")
    private boolean follow;

    @Option(
            names = "--variable",
            paramLabel = "NAME=VALUE",
            description = "A value for a variable of the pipeline; may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--source",
            paramLabel = "ACTION=TYPE:VALUE",
            converter = Override.class,
            description = "The revision that a source action shall read; may be repeated.")
    private List<SourceRevisionOverride> sources = List.of();

    @Option(
            names = "--token",
            paramLabel = "TEXT",
            description = "Client request token: the same one again starts nothing and names the same execution.")
    private @Nullable String token;

    @java.lang.Override
    int call(CodePipelineClient client) {
        String executionId = client.startPipelineExecution(start -> {
                    start.name(pipeline).clientRequestToken(token);
                    if (!variables.isEmpty()) {
                        start.variables(variables.entrySet().stream()
                                .map(each -> PipelineVariable.builder()
                                        .name(each.getKey())
                                        .value(each.getValue())
                                        .build())
                                .toList());
                    }
                    if (!sources.isEmpty()) {
                        start.sourceRevisions(sources);
                    }
                })
                .pipelineExecutionId();
        out().println(executionId);
        out().flush();
        if (follow) {
            return following(client, pipeline).follow(executionId);
        }
        err().println("Started. To see how it goes: penstock follow " + EnvCommand.quoted(pipeline) + " "
                + executionId);
        return 0;
    }

    /** {@code Bundle=COMMIT_ID:9f2c1e}. */
    static final class Override implements ITypeConverter<SourceRevisionOverride> {
        @java.lang.Override
        public SourceRevisionOverride convert(String value) {
            int equals = value.indexOf('=');
            int colon = value.indexOf(':', equals + 1);
            if (equals < 1 || colon < 0) {
                throw new TypeConversionException("'" + value + "' is not of the form ACTION=TYPE:VALUE, for example "
                        + "Bundle=S3_OBJECT_VERSION_ID:3sL4kqtJlcpXro");
            }
            String type = value.substring(equals + 1, colon);
            if (SourceRevisionType.fromValue(type) == SourceRevisionType.UNKNOWN_TO_SDK_VERSION) {
                throw new TypeConversionException(
                        "'" + type + "' is no type of revision; there are " + SourceRevisionType.knownValues());
            }
            return SourceRevisionOverride.builder()
                    .actionName(value.substring(0, equals))
                    .revisionType(type)
                    .revisionValue(value.substring(colon + 1))
                    .build();
        }
    }
}
