package dev.penstock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The three measurements in one command: that they run and are compared, not how fast they are. */
@Timeout(180)
class LimitsTest {
    @TempDir
    private Path folder;

    @Test
    void aCycleIsComparedWithHttpAloneAndWithItsStatementsAlone() throws Exception {
        StringWriter out = new StringWriter();
        Path json = folder.resolve("limits.json");
        CommandLine command = BenchCommand.commandLine().setOut(new PrintWriter(out));

        int status = command.execute(
                "limits", "--warm-up", "1", "--seconds", "1", "--workers", "3", "--json", json.toString());

        assertThat(status).isZero();
        assertThat(out.toString()).contains("third-party-cycle : raw-database = ", "beyond HTTP and statements: ");
        JsonNode limits = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(limits.path("results").findValuesAsString("scenario"))
                .containsExactly("bare-http", "raw-database", "third-party-cycle");
        JsonNode raw = limits.path("results").get(1);
        JsonNode cycle = limits.path("results").get(2);
        assertThat(limits.path("rateToRawDatabase").asDouble())
                .isEqualTo(cycle.path("perSecond").asDouble()
                        / raw.path("perSecond").asDouble())
                .isPositive();
        assertThat(limits.path("processorTimeToRawDatabase").asDouble()).isPositive();
        assertThat(raw.path("serverCpuSeconds").asDouble()).isPositive();
        assertThat(raw.path("clientCpuSeconds").asDouble()).isZero();
    }
}
