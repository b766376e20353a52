package dev.penstock.cli.admin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.node.ObjectNode;

/** Commands about partners' action types and the customers who use them. */
final class PartnerCommands {
    private PartnerCommands() {}

    @Command(
            name = "register-action-type",
            description = {
                "Register a partner's action type, owner ThirdParty.",
                "The file holds an ActionTypeDeclaration in API form; its pollingAccounts decide who may poll for jobs."
            },
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  penstock admin register-action-type --account-id 333333333333 --file action-type.json")
    static final class RegisterActionType extends AdminCall {
        @Option(
                names = "--account-id",
                required = true,
                paramLabel = "ID",
                converter = AccountId.class,
                description = "The partner's account, which owns the type.")
        private String accountId = "";

        @Option(names = "--file", required = true, paramLabel = "FILE", description = "The declaration, JSON.")
        private Path file = Path.of("");

        @Override
        String operation() {
            return "RegisterActionType";
        }

        @Override
        void fill(ObjectNode request, AdminClient client) {
            request.put("accountId", accountId).set("actionType", client.parse(textOf(file), file.toString()));
        }
    }

    @Command(
            name = "show-client",
            description = {
                "Show the client id and client token by which a partner knows a customer; made when absent.",
                "Give both to the partner, who keeps the token secret."
            },
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  penstock admin show-client --account-id 222222222222 --action-type Test/ThirdParty/AcmeCheck/1")
    static final class ShowClient extends AdminCall {
        @Mixin
        private final Customer customer = new Customer();

        @Override
        String operation() {
            return "ShowClient";
        }

        @Override
        void fill(ObjectNode request, AdminClient client) {
            customer.fill(request);
        }
    }

    @Command(
            name = "rotate-client",
            description = "Make a new client token; the old one works until the grace period is over.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  penstock admin rotate-client --account-id 222222222222"
                    + " --action-type Test/ThirdParty/AcmeCheck/1 --grace PT1H")
    static final class RotateClient extends AdminCall {
        @Mixin
        private final Customer customer = new Customer();

        @Option(
                names = "--grace",
                paramLabel = "DURATION",
                description = "How long the old token still works, for example PT1H (default: the server's setting).")
        private @Nullable Duration grace;

        @Override
        String operation() {
            return "RotateClient";
        }

        @Override
        void fill(ObjectNode request, AdminClient client) {
            customer.fill(request);
            if (grace != null) {
                request.put("gracePeriodSeconds", grace.toSeconds());
            }
        }
    }

    /** Whom a partner serves, and by which type. */
    private static final class Customer {
        @Option(
                names = "--account-id",
                required = true,
                paramLabel = "CUSTOMER",
                converter = AdminCall.AccountId.class,
                description = "The customer's account.")
        private String accountId = "";

        @Option(
                names = "--action-type",
                required = true,
                paramLabel = "TYPE",
                converter = ActionTypeName.class,
                description = "Category/ThirdParty/Provider/Version.")
        private String actionType = "";

        void fill(ObjectNode request) {
            request.put("accountId", accountId).put("actionTypeId", actionType);
        }
    }

    /** {@code Test/ThirdParty/AcmeCheck/1}. */
    static final class ActionTypeName implements ITypeConverter<String> {
        private static final Pattern FORM = Pattern.compile("[^/]+/ThirdParty/[^/]+/[^/]+");

        @Override
        public String convert(String value) {
            if (!FORM.matcher(value).matches()) {
                throw new TypeConversionException(
                        "'" + value + "' is not a partner's action type: Category/ThirdParty/Provider/Version");
            }
            return value;
        }
    }
}
