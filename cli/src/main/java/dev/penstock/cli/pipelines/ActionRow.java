package dev.penstock.cli.pipelines;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionDetail;

/**
 * One line of a view: an action or a rule of a stage, and how it stands.
 *
 * @param status the API's word, or {@link #WAITING}
 * @param progress percent, or empty
 * @param note the first line of what it says about itself, or empty
 */
public record ActionRow(String stage, String action, String status, String progress, String note) {
    /** The status of what has not begun. */
    public static final String WAITING = "-";

    private static final int WIDEST = 100;

    static ActionRow waiting(String stage, String action) {
        return new ActionRow(stage, action, WAITING, "", "");
    }

    /** As GetPipelineState shows it. */
    public static ActionRow of(String stage, ActionState action) {
        ActionExecution execution = action.latestExecution();
        if (execution == null || execution.statusAsString() == null) {
            return waiting(stage, action.actionName());
        }
        String said = said(execution.errorDetails(), execution.summary());
        return new ActionRow(
                stage,
                action.actionName(),
                execution.statusAsString(),
                execution.percentComplete() == null ? "" : execution.percentComplete() + "%",
                said.isEmpty() && execution.token() != null ? "waits for an answer" : said);
    }

    /** As the history shows it, with what only the state knows. */
    static ActionRow of(ActionExecutionDetail action, @Nullable ActionState state) {
        if (state != null
                && state.latestExecution() != null
                && action.actionExecutionId().equals(state.latestExecution().actionExecutionId())) {
            return of(action.stageName(), state);
        }
        var result = action.output() == null ? null : action.output().executionResult();
        return new ActionRow(
                action.stageName(),
                action.actionName(),
                action.statusAsString(),
                "",
                result == null ? "" : said(result.errorDetails(), result.externalExecutionSummary()));
    }

    static ActionRow of(RuleExecutionDetail rule) {
        var result = rule.output() == null ? null : rule.output().executionResult();
        return new ActionRow(
                rule.stageName(),
                "rule " + rule.ruleName(),
                rule.statusAsString(),
                "",
                result == null ? "" : said(result.errorDetails(), result.externalExecutionSummary()));
    }

    private static String said(@Nullable ErrorDetails error, @Nullable String summary) {
        String text = error == null ? summary : error.message();
        String line = text == null ? "" : text.lines().findFirst().orElse("");
        return PlainText.cut(PlainText.of(line), WIDEST);
    }

    /** @param widest in columns; what is longer is cut */
    String text(boolean coloured, int stageWidth, int actionWidth, int widest) {
        String form = "  %-" + stageWidth + "s %-" + actionWidth + "s %-11s %4s  %s";
        String line = PlainText.cut(
                String.format(form, stage, action, status, progress, note).stripTrailing(), widest);
        if (!coloured) {
            return line;
        }
        String colour = switch (status) {
            case "Succeeded" -> "32";
            case "InProgress" -> "36";
            case "Failed", "Abandoned" -> "31";
            default -> "2";
        };
        return "\u001b[" + colour + "m" + line + "\u001b[0m";
    }
}
