package dev.penstock.cli.codepipeline.send;

import dev.penstock.cli.codepipeline.Surroundings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * One request and its answer over a connection of its own. Plain sockets, since a command sends one request and the JVM's
 * HTTP clients take longer to load than that takes.
 *
 * @param connectTimeout zero = none
 * @param readTimeout for each read; zero = none
 */
public record Exchange(
        Endpoint endpoint, Tls tls, Duration connectTimeout, Duration readTimeout, Surroundings surroundings) {

    /**
     * @throws CallException if there is no answer; it may be repeated
     * @throws dev.penstock.cli.codepipeline.value.InvalidValue if the proxy or the authorities cannot be used
     */
    Answer post(Map<String, String> headers, byte[] body) {
        Optional<Proxy> proxy = Proxies.of(endpoint, surroundings);
        boolean sent = false;
        try (Socket socket = connect(proxy.map(Proxy::endpoint).orElse(endpoint))) {
            socket.setSoTimeout(millis(readTimeout));
            if (proxy.isPresent() && endpoint.tls()) {
                tunnel(socket, proxy.get());
            }
            try (Socket used = endpoint.tls() ? tls.over(socket, endpoint) : socket) {
                sent = true;
                boolean passedOn = proxy.isPresent() && !endpoint.tls();
                String start = "POST " + (passedOn ? endpoint.url() : endpoint.path()) + " HTTP/1.1\r\n"
                        + (passedOn ? authorization(proxy.get()) : "");
                used.getOutputStream().write(request(start, headers, body));
                used.getOutputStream().flush();
                return new AnswerStream(used.getInputStream()).read();
            }
        } catch (SocketTimeoutException e) {
            throw failed((sent ? "Read" : "Connect") + " timeout on endpoint URL: \"" + endpoint.url() + "\"");
        } catch (SSLException e) {
            throw failed("SSL validation failed for " + endpoint.url() + " " + e.getMessage());
        } catch (ConnectException | UnknownHostException | NoRouteToHostException e) {
            throw failed("Could not connect to the endpoint URL: \"" + endpoint.url() + "\"");
        } catch (IOException e) {
            throw failed(
                    sent
                            ? "Connection was closed before we received a valid response from endpoint URL: \""
                                    + endpoint.url() + "\"."
                            : "Could not connect to the endpoint URL: \"" + endpoint.url() + "\"");
        }
    }

    private Socket connect(Endpoint to) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            String host =
                    to.host().startsWith("[") ? to.host().substring(1, to.host().length() - 1) : to.host();
            socket.connect(new InetSocketAddress(host, to.port()), millis(connectTimeout));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void tunnel(Socket socket, Proxy proxy) throws IOException {
        String to = endpoint.host() + ":" + endpoint.port();
        socket.getOutputStream()
                .write(("CONNECT " + to + " HTTP/1.1\r\nHost: " + to + "\r\n" + authorization(proxy) + "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        if (new AnswerStream(socket.getInputStream()).readStatus() != 200) {
            throw new ConnectException("the proxy refused");
        }
    }

    /** A line, or nothing. */
    private static String authorization(Proxy proxy) {
        return proxy.authorization()
                .map(value -> "Proxy-Authorization: " + value + "\r\n")
                .orElse("");
    }

    private static byte[] request(String start, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder(start);
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        byte[] begin = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[begin.length + body.length];
        System.arraycopy(begin, 0, all, 0, begin.length);
        System.arraycopy(body, 0, all, begin.length, body.length);
        return all;
    }

    private static int millis(Duration timeout) {
        return (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE);
    }

    private static CallException failed(String message) {
        return new CallException(message, true);
    }
}
