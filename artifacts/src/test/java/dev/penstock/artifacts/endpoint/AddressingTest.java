package dev.penstock.artifacts.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressingTest {
    private final Addressing addressing = new Addressing(List.of("localhost", "s3.example.org"));

    @ParameterizedTest
    @CsvSource({
        "artifacts.localhost:8421, artifacts",
        "my.dotted.bucket.localhost, my.dotted.bucket",
        "artifacts.S3.Example.org, artifacts",
        "artifacts.s3.us-east-1.amazonaws.com, artifacts",
        "artifacts.s3.amazonaws.com:443, artifacts",
        "artifacts.s3-eu-west-1.amazonaws.com, artifacts",
        "artifacts.s3.dualstack.eu-west-1.amazonaws.com, artifacts",
        "artifacts.s3.cn-north-1.amazonaws.com.cn, artifacts",
    })
    void aNameBelowTheEndpointsOwnIsABucket(String host, String bucket) {
        assertThat(addressing.bucket(host)).contains(bucket);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8421",
                "127.0.0.1:8421",
                "[::1]:8421",
                "s3.example.org",
                "s3.us-east-1.amazonaws.com",
                "s3.amazonaws.com",
                "build-server.lan",
            })
    void otherNamesAndAddressesArePathStyle(String host) {
        assertThat(addressing.bucket(host)).isEmpty();
    }

    @Test
    void aMissingHostIsPathStyle() {
        assertThat(addressing.bucket(null)).isEmpty();
    }
}
