package dev.penstock.cli.codepipeline.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerStreamTest {
    @Test
    void aBodyOfKnownLengthEndsThere() throws IOException {
        Answer answer = read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}and more");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer)).isEqualTo("{}");
    }

    @Test
    void chunksAreJoined() throws IOException {
        assertThat(text(read(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\n{\"\r\n3\r\na\":\r\n2\r\n1}\r\n0\r\n"
                                + "Trailer: t\r\n\r\n")))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void aBodyOfUnknownLengthEndsWithTheConnection() throws IOException {
        assertThat(text(read("HTTP/1.0 500 Oops\r\n\r\n<html>"))).isEqualTo("<html>");
    }

    @Test
    void answersInBetweenArePassedOver() throws IOException {
        assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void whatIsCutOffIsNoAnswer() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nContent-")).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(EOFException.class);
    }

    @Test
    void whatIsNoHttpOrTooLargeIsRefused() {
        assertThatThrownBy(() -> read("SSH-2.0-x\r\n\r\n")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000)))
                .isInstanceOf(IOException.class);
    }

    private static Answer read(String bytes) throws IOException {
        return new AnswerStream(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1))).read();
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
