package dev.penstock.cli.codepipeline.credentials;

import dev.penstock.cli.codepipeline.Surroundings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** Whether this machine may have the metadata service of EC2: most have not, and shall not wait for the AWS SDK. */
final class InstanceMetadata {
    private static final String USUAL = "http://169.254.169.254";
    private static final String USUAL_IPV6 = "http://[fd00:ec2::254]";
    private static final String USUAL_PATIENCE = "1";

    private InstanceMetadata() {}

    /** @param setting of the profile, by its name */
    static boolean isThere(Surroundings surroundings, Function<String, Optional<String>> setting) {
        if (surroundings
                .variable("AWS_EC2_METADATA_DISABLED")
                .filter("true"::equalsIgnoreCase)
                .isPresent()) {
            return false;
        }
        String endpoint = surroundings
                .variable("AWS_EC2_METADATA_SERVICE_ENDPOINT")
                .or(() -> setting.apply("ec2_metadata_service_endpoint"))
                .orElseGet(() -> surroundings
                        .variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")
                        .or(() -> setting.apply("ec2_metadata_service_endpoint_mode"))
                        .filter("ipv6"::equalsIgnoreCase)
                        .map(_ -> USUAL_IPV6)
                        .orElse(USUAL));
        String patience = surroundings
                .variable("AWS_METADATA_SERVICE_TIMEOUT")
                .or(() -> setting.apply("metadata_service_timeout"))
                .filter(seconds -> seconds.matches("[1-9][0-9]{0,3}"))
                .orElse(USUAL_PATIENCE);
        try (Socket socket = new Socket()) {
            URI address = URI.create(endpoint);
            int port = address.getPort() < 0 ? 80 : address.getPort();
            socket.connect(new InetSocketAddress(address.getHost(), port), 1000 * Integer.parseInt(patience));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
