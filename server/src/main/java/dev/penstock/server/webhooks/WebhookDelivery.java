package dev.penstock.server.webhooks;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as it arrived.
 *
 * @param token from the URL
 * @param contentType null if the sender does not say
 * @param body the raw bytes, which signatures are over
 */
record WebhookDelivery(String token, @Nullable String contentType, byte[] body, Sender sender) {

    /**
     * What the sender has to show.
     *
     * @param address empty if it is not known for sure
     * @param signature header {@code X-Hub-Signature}
     * @param signature256 header {@code X-Hub-Signature-256}
     * @param event header {@code X-GitHub-Event}
     */
    record Sender(
            Optional<InetAddress> address,
            @Nullable String signature,
            @Nullable String signature256,
            @Nullable String event) {}

    /** Without the token. */
    @Override
    public String toString() {
        return "WebhookDelivery[" + body.length + " bytes from " + sender.address() + "]";
    }
}
