package dev.penstock.cli.codepipeline.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.cli.codepipeline.Run;
import dev.penstock.cli.codepipeline.golden.RecordingServer;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
    @Test
    void theKeyOfTheUserGoesIntoTheHeaderAndNowhereElse() {
        Proxy proxy = Proxy.of("http://ann:p%40ss+w@proxy.test:3128", "HTTPS_PROXY");
        assertThat(proxy.authorization()).hasValue("Basic YW5uOnBAc3Mrdw==");
        assertThat(proxy.endpoint()).isEqualTo(Endpoint.of("http://proxy.test:3128"));
        assertThat(proxy.toString()).isEqualTo("proxy.test:3128");
        assertThat(Proxy.of("proxy.test", "HTTPS_PROXY").authorization()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann:geheim@proxy.test",
                "socks5://ann:geheim@proxy.test",
                "http://ann:geheim@",
                "ann:gehe/im@geheim",
                "http://ann:geheim%zz@proxy.test",
                "http://ann:geheim@pro xy"
            })
    void whatCannotBeUsedIsRefusedWithoutTheSecret(String url) {
        assertThatThrownBy(() -> Proxy.of(url, "HTTPS_PROXY"))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("The proxy in HTTPS_PROXY cannot be used: ")
                .hasMessageNotContaining("gehe");
    }

    @Test
    void aRequestThroughAProxyCarriesTheKey() throws Exception {
        try (RecordingServer server = new RecordingServer()) {
            Run run = Run.of(
                    List.of("list-pipelines", "--no-sign-request", "--endpoint-url", "http://pipelines.test/"),
                    Map.of(
                            "HOME",
                            "/nonexistent",
                            "AWS_DEFAULT_REGION",
                            "us-east-1",
                            "http_proxy",
                            "http://ann:pass@127.0.0.1:" + server.port()),
                    Path.of("").toAbsolutePath(),
                    "");
            assertThat(run).isEqualTo(new Run(0, "", ""));
            assertThat(server.requests()).singleElement().satisfies(request -> {
                assertThat(request.headers()).containsEntry("proxy-authorization", "Basic YW5uOnBhc3M=");
                assertThat(request.path()).isEqualTo("http://pipelines.test/");
            });
        }
    }
}
