package dev.penstock.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where events may be sent, how they are signed, and when they are sent again. */
class DeliveryRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "240.0.0.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:db8::1"
            })
    void addressesThatAreNotPublicAreRefused(String address) throws UnknownHostException {
        assertThat(AddressGuard.allowing("").allows(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "2606:4700::1111", "223.255.255.254"})
    void publicAddressesAreAllowed(String address) throws UnknownHostException {
        assertThat(AddressGuard.allowing("").allows(InetAddress.getByName(address)))
                .isTrue();
    }

    @Test
    void theOperatorAllowsNetworksByName() throws UnknownHostException {
        AddressGuard guard = AddressGuard.allowing("10.1.0.0/16, ::1, 192.168.1.7");

        assertThat(guard.allows(InetAddress.getByName("10.1.255.1"))).isTrue();
        assertThat(guard.allows(InetAddress.getByName("10.2.0.1"))).isFalse();
        assertThat(guard.allows(InetAddress.getByName("::1"))).isTrue();
        assertThat(guard.allows(InetAddress.getByName("192.168.1.7"))).isTrue();
        assertThat(guard.allows(InetAddress.getByName("192.168.1.8"))).isFalse();
        for (String wrong : List.of("localhost", "10.0.0.0/33", "10/8", "10.0.0.0/x", "::1/129", "a.b")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AddressGuard.allowing(wrong))
                    .withMessageContaining(wrong);
        }
    }

    /** The value that {@code openssl dgst -sha256 -hmac} gives. */
    @Test
    void theSignatureCoversTheTimeAndTheBody() {
        byte[] body = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(DeliverySignature.of("0123456789abcdef", NOW, body))
                .isEqualTo("t=1795514400,v1=821930c7fc3032be803f7c1105520e9b7e5935e8632b8e163e83b1512660f5b0");
    }

    @Test
    void pausesDoubleUpToTheLongestAndAreCutByUpToHalf() {
        RetrySchedule retries = new RetrySchedule(
                Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofHours(1), 100, new Random(1));

        List<Long> longest = List.of(5L, 10L, 20L, 40L, 60L, 60L);
        IntStream.rangeClosed(1, longest.size()).forEach(attempt -> {
            Instant next = retries.next(attempt, NOW, NOW).orElseThrow();
            long most = longest.get(attempt - 1) * 1000;
            assertThat(Duration.between(NOW, next).toMillis()).isBetween(most / 2, most);
        });
        assertThat(retries.next(90, NOW, NOW).orElseThrow()).isBeforeOrEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void anEventIsGivenUpByItsAgeAndByItsAttempts() {
        RetrySchedule retries =
                new RetrySchedule(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofHours(1), 3, new Random(1));

        assertThat(retries.next(2, NOW, NOW.plusSeconds(3599))).isPresent();
        assertThat(retries.next(2, NOW, NOW.plusSeconds(3600))).isEqualTo(Optional.empty());
        assertThat(retries.next(3, NOW, NOW)).isEqualTo(Optional.empty());
    }
}
