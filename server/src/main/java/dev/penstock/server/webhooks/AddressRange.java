package dev.penstock.server.webhooks;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR form; a bare address is a range of one (spec jobs 18.1). Never asks a name server.
 *
 * @param prefix number of leading bits that count
 */
public record AddressRange(InetAddress base, int prefix) {
    private static final Pattern FOUR_PARTS = Pattern.compile("\\d+(\\.\\d+){3}");

    /** Empty if the text is no range. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        return address(slash < 0 ? text : text.substring(0, slash)).flatMap(base -> {
            int bits = base.getAddress().length * Byte.SIZE;
            String length = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
            return length.matches("\\d{1,3}") && Integer.parseInt(length) <= bits
                    ? Optional.of(new AddressRange(base, Integer.parseInt(length)))
                    : Optional.empty();
        });
    }

    /** Reads an address that is written out; empty if the text is none. */
    static Optional<InetAddress> address(String text) {
        // The short forms of IPv4, such as 10.1, mean different things to different readers.
        if (!text.contains(":") && !FOUR_PARTS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress address) {
        byte[] wanted = base.getAddress();
        byte[] given = address.getAddress();
        if (wanted.length != given.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((wanted[bit / Byte.SIZE] ^ given[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
