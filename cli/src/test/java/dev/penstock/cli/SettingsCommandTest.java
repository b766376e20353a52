package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCommandTest {
    @TempDir
    private Path data = Path.of("");

    @Test
    void everySettingIsListedWithDefaultUnitAndMeaning() {
        Invocation listed = settings();
        assertThat(listed.code()).isZero();
        assertThat(listed.out())
                .containsPattern("jobs\\.ack-window +30s +\\(duration; default\\)")
                .contains("How long a dispatched job waits");
    }

    @Test
    void aChangedSettingSaysFromWhere() throws Exception {
        Files.writeString(data.resolve("penstock.yaml"), "jobs:\n  ack-window: 45s\n");
        assertThat(settings("--set", "jobs.continuation-delay=1s", "--port", "9000")
                        .out())
                .containsPattern("jobs\\.ack-window +45s +\\(duration; from .*penstock.yaml; default 30s\\)")
                .containsPattern("jobs\\.continuation-delay +1s +\\(duration; from --set; default 30s\\)")
                .containsPattern("server\\.port +9000 ");
    }

    @Test
    void anUnknownSettingIsRefusedWithTheNearestKnown() {
        Invocation refused = settings("--set", "jobs.ack-windw=1s");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("jobs.ack-windw", "jobs.ack-window");
    }

    private Invocation settings(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "settings";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--data";
        all[all.length - 1] = data.toString();
        return Invocation.of(all);
    }
}
