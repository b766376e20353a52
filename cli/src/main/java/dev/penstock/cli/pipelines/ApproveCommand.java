package dev.penstock.cli.pipelines;

import dev.penstock.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;

/** Answers the approval that a pipeline waits for. */
@Command(
        name = "approve",
        description = "Approve, or reject, what a pipeline waits for.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock approve shop",
            "  penstock approve shop GoLive --summary \"the report looks good\"",
            "  penstock approve shop GoLive --reject --summary \"the price list is wrong\""
        })
public final class ApproveCommand extends PipelineCommand {
    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Name of the pipeline.")
    private String pipeline = "";

    @Parameters(
            index = "1",
            paramLabel = "ACTION",
            arity = "0..1",
            description = "The approval action; needed when several are open.")
    private @Nullable String action;

    @Option(names = "--execution", paramLabel = "ID", description = "Only what this execution waits for.")
    private @Nullable String execution;

    @Option(names = "--reject", description = "Reject instead.")
    private boolean reject;

    @Option(
            names = "--summary",
            paramLabel = "TEXT",
            description = "What the history shall say, at most 512 characters.")
    private String summary = "";

    /** An approval that nobody has answered. */
    record Open(String stage, String action, String execution, String token) {
        @Override
        public String toString() {
            return "  " + action + " in stage " + stage + " of execution " + execution;
        }
    }

    @Override
    int call(CodePipelineClient client) {
        List<Open> open = open(client).stream()
                .filter(each -> action == null || each.action.equals(action))
                .filter(each -> execution == null || each.execution.equals(execution))
                .toList();
        if (open.isEmpty()) {
            throw new CommandFailure("No such approval is open in " + pipeline + ". See: penstock status " + pipeline);
        }
        if (open.size() > 1) {
            throw new CommandFailure("Several approvals are open; name the action or the --execution:\n"
                    + open.stream().map(Open::toString).collect(Collectors.joining("\n")));
        }
        Open one = open.getFirst();
        client.putApprovalResult(r -> r.pipelineName(pipeline)
                .stageName(one.stage)
                .actionName(one.action)
                .token(one.token)
                .result(answer ->
                        answer.summary(summary).status(reject ? ApprovalStatus.REJECTED : ApprovalStatus.APPROVED)));
        out().println((reject ? "Rejected " : "Approved ") + one.action + " of execution " + one.execution);
        out().flush();
        return 0;
    }

    /** From the state; in PARALLEL, where there is none, from the history (spec engine 2.4). */
    private List<Open> open(CodePipelineClient client) {
        List<Open> open = new ArrayList<>();
        if (client.getPipeline(r -> r.name(pipeline)).pipeline().executionMode() == ExecutionMode.PARALLEL) {
            for (ActionExecutionDetail each : client.listActionExecutionsPaginator(r -> r.pipelineName(pipeline))
                    .actionExecutionDetails()) {
                open(each).ifPresent(open::add);
            }
            return open;
        }
        client.getPipelineState(r -> r.name(pipeline))
                .stageStates()
                .forEach(stage -> stage.actionStates().forEach(state -> {
                    if (state.latestExecution() != null
                            && state.latestExecution().token() != null) {
                        open.add(new Open(
                                stage.stageName(),
                                state.actionName(),
                                stage.latestExecution().pipelineExecutionId(),
                                state.latestExecution().token()));
                    }
                }));
        return open;
    }

    /** Approvals of others than AWS are jobs, and one that is only being opened has no token yet. */
    static Optional<Open> open(ActionExecutionDetail detail) {
        ActionTypeId type = detail.input() == null ? null : detail.input().actionTypeId();
        var result = detail.output() == null ? null : detail.output().executionResult();
        if (detail.status() != ActionExecutionStatus.IN_PROGRESS
                || type == null
                || type.category() != ActionCategory.APPROVAL
                || type.owner() != ActionOwner.AWS
                || !"Manual".equals(type.provider())
                || result == null
                || result.externalExecutionId() == null) {
            return Optional.empty();
        }
        return Optional.of(new Open(
                detail.stageName(), detail.actionName(), detail.pipelineExecutionId(), result.externalExecutionId()));
    }
}
