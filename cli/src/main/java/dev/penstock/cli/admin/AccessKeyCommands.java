package dev.penstock.cli.admin;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Commands about access keys. */
final class AccessKeyCommands {
    private AccessKeyCommands() {}

    @Command(
            name = "create-access-key",
            description = {
                "Make an access key of an account.",
                "The secret is shown this once. Without a policy the key has all rights of its account."
            },
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  penstock admin create-access-key --account-id 222222222222",
                "  penstock admin create-access-key --account-id 222222222222 --policy read-only.json"
            })
    static final class CreateAccessKey extends AdminCall {
        @Option(
                names = "--account-id",
                required = true,
                paramLabel = "ID",
                converter = AccountId.class,
                description = "Twelve digits.")
        private String accountId = "";

        @Option(names = "--policy", paramLabel = "FILE", description = "An IAM policy document, JSON.")
        private @Nullable Path policy;

        @Override
        String operation() {
            return "CreateAccessKey";
        }

        @Override
        void fill(ObjectNode request, AdminClient client) {
            request.put("accountId", accountId);
            if (policy != null) {
                request.put("policy", textOf(policy));
            }
        }
    }

    @Command(
            name = "delete-access-key",
            description = "Delete an access key; calls signed with it are refused from then on.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  penstock admin delete-access-key --access-key-id AKIAEXAMPLE")
    static final class DeleteAccessKey extends AdminCall {
        @Option(names = "--access-key-id", required = true, paramLabel = "KEY", description = "The key's id.")
        private String accessKeyId = "";

        @Override
        String operation() {
            return "DeleteAccessKey";
        }

        @Override
        void fill(ObjectNode request, AdminClient client) {
            request.put("accessKeyId", accessKeyId);
        }
    }
}
