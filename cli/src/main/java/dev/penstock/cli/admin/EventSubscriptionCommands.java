package dev.penstock.cli.admin;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Commands about those who are sent events. */
final class EventSubscriptionCommands {
    private EventSubscriptionCommands() {}

    /** What has changed. */
    enum Changed {
        PIPELINE,
        STAGE,
        ACTION;

        private String detailType() {
            String name = name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
            return "CodePipeline " + name + " Execution State Change";
        }
    }

    /** Whose subscription it is. */
    private static final class Owner {
        @Option(
                names = "--account-id",
                paramLabel = "ID",
                converter = AdminCall.AccountId.class,
                description = "Twelve digits; the caller's own account when left out.")
        private @Nullable String accountId;

        void fill(ObjectNode request) {
            if (accountId != null) {
                request.put("accountId", accountId);
            }
        }
    }

    @Command(
            name = "put-event-subscription",
            description = {
                "Have the events of an account sent to a URL, or change that subscription.",
                "What is left out is not filtered. Receivers check the signature with the secret."
            },
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  penstock admin put-event-subscription --name ops --url https://hooks.example.com/p"
                        + " --secret-file secret.txt",
                "  penstock admin put-event-subscription --name ops --url https://hooks.example.com/p"
                        + " --pipeline 'shop-*' --detail-type pipeline --state FAILED --state STOPPED"
            })
    static final class PutEventSubscription extends AdminCall {
        @Mixin
        private final Owner owner = new Owner();

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "Unique in the account.")
        private String name = "";

        @Option(names = "--url", required = true, paramLabel = "URL", description = "http or https.")
        private URI url = URI.create("");

        @Option(
                names = "--secret-file",
                paramLabel = "FILE",
                description =
                        "File with the secret, 16 to 256 characters; a changed subscription keeps its own without.")
        private @Nullable Path secretFile;

        @Option(
                names = "--pipeline",
                paramLabel = "NAME",
                description = "Only pipelines of this name; * stands for any characters. May be repeated.")
        private List<String> pipelines = List.of();

        @Option(
                names = "--detail-type",
                paramLabel = "WHAT",
                description = "Only changes of: ${COMPLETION-CANDIDATES}. May be repeated.")
        private List<Changed> changed = List.of();

        @Option(
                names = "--state",
                paramLabel = "STATE",
                description = "Only changes to this state, for example FAILED. May be repeated.")
        private List<String> states = List.of();

        @Override
        String operation() {
            return "PutEventSubscription";
        }

        @Override
        void fill(ObjectNode request, AdminClient client) {
            owner.fill(request);
            request.put("name", name).put("url", url.toString());
            if (secretFile != null) {
                request.put("secret", textOf(secretFile).strip());
            }
            putIfAny(request, "pipelines", pipelines);
            putIfAny(
                    request,
                    "detailTypes",
                    changed.stream().map(Changed::detailType).toList());
            putIfAny(request, "states", states);
        }

        private static void putIfAny(ObjectNode request, String member, List<String> values) {
            if (!values.isEmpty()) {
                ArrayNode list = request.putArray(member);
                values.forEach(list::add);
            }
        }
    }

    @Command(
            name = "list-event-subscriptions",
            description = "List who is sent events, what went wrong last, and how many events wait.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  penstock admin list-event-subscriptions")
    static final class ListEventSubscriptions extends AdminCall {
        @Option(
                names = "--account-id",
                paramLabel = "ID",
                converter = AccountId.class,
                description = "Only subscriptions of this account.")
        private @Nullable String accountId;

        @Override
        String operation() {
            return "ListEventSubscriptions";
        }

        @Override
        void fill(ObjectNode request, AdminClient client) {
            if (accountId != null) {
                request.put("accountId", accountId);
            }
        }
    }

    @Command(
            name = "delete-event-subscription",
            description = "End a subscription; what it has still to be sent is forgotten.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  penstock admin delete-event-subscription --name ops")
    static final class DeleteEventSubscription extends AdminCall {
        @Mixin
        private final Owner owner = new Owner();

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the subscription.")
        private String name = "";

        @Override
        String operation() {
            return "DeleteEventSubscription";
        }

        @Override
        void fill(ObjectNode request, AdminClient client) {
            owner.fill(request);
            request.put("name", name);
        }
    }
}
