package dev.penstock.server.events;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps requests that users cause away from addresses that only this machine or its network reaches. Everything that is
 * not public unicast is refused, unless a network that the operator allows contains it. Thread-safe.
 */
public final class AddressGuard {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+");

    /** Not global: this network, shared, protocol assignments, tests, benchmarks, reserved (RFC 6890, RFC 9637). */
    private static final List<Network> SPECIAL = List.of(
            Network.parse("0.0.0.0/8"),
            Network.parse("100.64.0.0/10"),
            Network.parse("192.0.0.0/24"),
            Network.parse("192.0.2.0/24"),
            Network.parse("192.88.99.0/24"),
            Network.parse("198.18.0.0/15"),
            Network.parse("198.51.100.0/24"),
            Network.parse("203.0.113.0/24"),
            Network.parse("240.0.0.0/4"),
            Network.parse("fc00::/7"),
            Network.parse("100::/64"),
            Network.parse("2001::/23"),
            Network.parse("2001:db8::/32"),
            Network.parse("2002::/16"),
            Network.parse("3fff::/20"),
            Network.parse("64:ff9b::/96"),
            Network.parse("64:ff9b:1::/48"));

    private final List<Network> allowed;

    private AddressGuard(List<Network> allowed) {
        this.allowed = allowed;
    }

    /**
     * @param networks in CIDR form, separated by commas; empty for none
     * @throws IllegalArgumentException if one is not in that form
     */
    public static AddressGuard allowing(String networks) {
        List<Network> allowed = new ArrayList<>();
        for (String network : networks.split(",", -1)) {
            if (!network.isBlank()) {
                allowed.add(Network.parse(network.strip()));
            }
        }
        return new AddressGuard(List.copyOf(allowed));
    }

    /** True if a request may go to the address. */
    public boolean allows(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address)) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet6Address six && six.isIPv4CompatibleAddress());
        return !special && SPECIAL.stream().noneMatch(network -> network.contains(address));
    }

    private record Network(byte[] prefix, int bits) {
        static Network parse(String text) {
            String[] parts = text.split("/", 2);
            try {
                // Only an address: a name would be looked up.
                if (!LITERAL.matcher(parts[0]).matches() || parts[0].chars().noneMatch(c -> c == '.' || c == ':')) {
                    throw new IllegalArgumentException("'" + text + "' is not a network such as 10.0.0.0/8");
                }
                byte[] prefix = InetAddress.getByName(parts[0]).getAddress();
                int bits = parts.length == 1 ? prefix.length * 8 : Integer.parseInt(parts[1]);
                if (bits < 0 || bits > prefix.length * 8) {
                    throw new IllegalArgumentException("'" + text + "' has no prefix of that length");
                }
                return new Network(prefix, bits);
            } catch (UnknownHostException | NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is not a network such as 10.0.0.0/8", e);
            }
        }

        boolean contains(InetAddress address) {
            byte[] other = address.getAddress();
            boolean sameFamily = (address instanceof Inet4Address) == (prefix.length == 4);
            if (!sameFamily) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((other[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
