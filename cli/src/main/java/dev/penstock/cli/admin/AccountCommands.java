package dev.penstock.cli.admin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Commands about accounts. */
final class AccountCommands {
    private AccountCommands() {}

    @Command(
            name = "create-account",
            description = "Make an account: a customer or a partner.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  penstock admin create-account --account-id 222222222222 --name acme")
    static final class CreateAccount extends AdminCall {
        @Option(
                names = "--account-id",
                required = true,
                paramLabel = "ID",
                converter = AccountId.class,
                description = "Twelve digits.")
        private String accountId = "";

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "For people.")
        private String name = "";

        @Override
        String operation() {
            return "CreateAccount";
        }

        @Override
        void fill(ObjectNode request, AdminClient client) {
            request.put("accountId", accountId).put("name", name);
        }
    }

    @Command(
            name = "list-accounts",
            description = "List the accounts.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  penstock admin list-accounts")
    static final class ListAccounts extends AdminCall {
        @Override
        String operation() {
            return "ListAccounts";
        }

        @Override
        void fill(ObjectNode request, AdminClient client) {}
    }
}
