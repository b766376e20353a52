package dev.penstock.cli.admin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the operator's commands. */
@Command(
        name = "admin",
        description =
                "Accounts, access keys, partners' action types and customers, and who is sent events. Answers are JSON.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AccountCommands.CreateAccount.class,
            AccountCommands.ListAccounts.class,
            AccessKeyCommands.CreateAccessKey.class,
            AccessKeyCommands.DeleteAccessKey.class,
            PartnerCommands.RegisterActionType.class,
            PartnerCommands.ShowClient.class,
            PartnerCommands.RotateClient.class,
            EventSubscriptionCommands.PutEventSubscription.class,
            EventSubscriptionCommands.ListEventSubscriptions.class,
            EventSubscriptionCommands.DeleteEventSubscription.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock admin create-account --account-id 222222222222 --name acme",
            "  penstock admin create-access-key --account-id 222222222222",
            "  penstock admin register-action-type --account-id 222222222222 --file action-type.json",
            "  penstock admin show-client --account-id 111111111111 --action-type Test/ThirdParty/AcmeCheck/1"
        })
public final class AdminCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
