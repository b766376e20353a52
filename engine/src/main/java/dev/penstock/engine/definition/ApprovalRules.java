package dev.penstock.engine.definition;

import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;

/** The rules for what only a manual approval has: its topic and its time (spec engine 9, rows 48, 49). */
final class ApprovalRules {

    private ApprovalRules() {}

    static void check(ActionDeclaration action, String region) {
        if (action.actionTypeId().category() != ActionCategory.APPROVAL) {
            if (action.timeoutInMinutes() != null) {
                throw Invalid.action("Action " + action.name()
                        + " cannot have the field timeoutInMinutes. Only manual approval actions can.");
            }
            return;
        }
        String topic = action.configuration().get("NotificationArn");
        if (topic != null && !topic.contains("#{")) {
            topic(action, topic, region);
        }
    }

    private static void topic(ActionDeclaration action, String topic, String region) {
        String[] parts = topic.split(":", -1);
        boolean formed = parts.length == 6
                && parts[0].equals("arn")
                && !parts[1].isEmpty()
                && !parts[3].isEmpty()
                && parts[4].matches("\\d{12}")
                && !parts[5].isEmpty();
        if (!formed) {
            throw Invalid.action(
                    "The ARN " + topic + " you specified for sending notifications for the approval action "
                            + action.name() + " contains a format error.");
        }
        String specified = "The ARN " + topic + " has been specified for sending notifications for the approval action "
                + action.name() + ", ";
        if (!parts[2].equals("sns")) {
            throw Invalid.action(
                    specified + "but the AWS service for this ARN cannot be used to send approval requests.");
        }
        if (!parts[3].equals(region)) {
            throw Invalid.action(specified + "but the ARN is not in the same region as the pipeline.");
        }
    }
}
