package dev.penstock.engine.definition;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;

/** The rules for what only a manual approval has: its topic and its time (spec engine 9, rows 48, 49). */
final class ApprovalRules {

    private ApprovalRules() {}

    static void check(PlacedAction placed, String region, Problems problems) {
        ActionDeclaration action = placed.action();
        if (action.actionTypeId().category() != ActionCategory.APPROVAL) {
            if (action.timeoutInMinutes() != null) {
                problems.action(
                        placed.member("timeoutInMinutes"),
                        "approval-only",
                        "Action " + action.name()
                                + " cannot have the field timeoutInMinutes. Only manual approval actions can.");
            }
            return;
        }
        String topic = action.configuration().get("NotificationArn");
        if (topic != null && !topic.contains("#{")) {
            String wrong = wrong(action, topic, region);
            if (wrong != null) {
                problems.action(placed.configuration("NotificationArn"), "notification-arn", wrong);
            }
        }
    }

    private static @Nullable String wrong(ActionDeclaration action, String topic, String region) {
        String[] parts = topic.split(":", -1);
        boolean formed = parts.length == 6
                && parts[0].equals("arn")
                && !parts[1].isEmpty()
                && !parts[3].isEmpty()
                && parts[4].matches("\\d{12}")
                && !parts[5].isEmpty();
        if (!formed) {
            return "The ARN " + topic + " you specified for sending notifications for the approval action "
                    + action.name() + " contains a format error.";
        }
        String specified = "The ARN " + topic + " has been specified for sending notifications for the approval action "
                + action.name() + ", ";
        if (!parts[2].equals("sns")) {
            return specified + "but the AWS service for this ARN cannot be used to send approval requests.";
        }
        if (!parts[3].equals(region)) {
            return specified + "but the ARN is not in the same region as the pipeline.";
        }
        return null;
    }
}
