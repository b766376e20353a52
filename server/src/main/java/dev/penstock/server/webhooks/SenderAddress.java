package dev.penstock.server.webhooks;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Whose address a request comes from. {@code X-Forwarded-For} counts only as far as trusted proxies wrote it (spec jobs
 * 18.1): from the end, the first address that is none of theirs. Thread-safe.
 */
public final class SenderAddress {
    private final List<AddressRange> proxies;

    public SenderAddress(List<AddressRange> proxies) {
        this.proxies = proxies;
    }

    /**
     * @param peer the other end of the connection
     * @param forwarded all lines of the header in their order, for a proxy may add one of its own; empty if there is none
     * @return empty if the address is not known for sure
     */
    Optional<InetAddress> of(String peer, List<String> forwarded) {
        Optional<InetAddress> address = AddressRange.address(unbracketed(peer));
        if (forwarded.isEmpty() || address.filter(this::proxy).isEmpty()) {
            return address;
        }
        String[] hops = String.join(",", forwarded).split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            address = AddressRange.address(unbracketed(hops[i].strip()));
            if (address.filter(this::proxy).isEmpty()) {
                return address;
            }
        }
        return address;
    }

    private boolean proxy(InetAddress address) {
        return proxies.stream().anyMatch(range -> range.contains(address));
    }

    private static String unbracketed(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }
}
