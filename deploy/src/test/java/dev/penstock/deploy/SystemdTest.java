package dev.penstock.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.penstock.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SystemdTest {
    private static final Path FOLDER = Path.of("systemd");
    private static final Path UNIT = FOLDER.resolve("penstock.service");
    private static final Path SHARED = FOLDER.resolve("penstock.service.d/shared.conf");

    @TempDir
    private Path scratch = Path.of("");

    @Test
    void theServerUnderstandsTheSettingsThatStandThereAndThoseThatAreOffered() throws IOException {
        for (boolean offered : List.of(false, true)) {
            Map<String, String> variables = new TreeMap<>();
            for (String line : Files.readAllLines(FOLDER.resolve("penstock.env"))) {
                String assignment = offered ? line.replaceFirst("^#(?=PENSTOCK_)", "") : line;
                if (!assignment.startsWith("#") && !assignment.isBlank()) {
                    variables.put(assignment.split("=", 2)[0], assignment.split("=", 2)[1]);
                }
            }
            Settings settings = Settings.load(Map.of(), variables, scratch);
            assertThat(settings.server().bind()).isEqualTo("127.0.0.1");
            assertThat(settings.server().publicUrl() != null).isEqualTo(offered);
        }
    }

    @Test
    void serversThatShareADatabaseGetTheirSecretsAsCredentials() throws IOException {
        Map<String, String> variables = new TreeMap<>();
        TreeSet<String> credentials = new TreeSet<>();
        for (String line : values(SHARED, "Environment")) {
            variables.put(line.split("=", 2)[0], line.split("=", 2)[1]);
        }
        values(SHARED, "LoadCredential")
                .forEach(credential -> credentials.add("%d/" + credential.split(":")[0]));
        new ServerEnvironment(variables, credentials).assertSharesEverything(scratch);
    }

    @Test
    void theServerHasTheTimeThatItNeedsToStop() throws IOException {
        int seconds = Integer.parseInt(values(UNIT, "TimeoutStopSec").getFirst());
        assertThat(Duration.ofSeconds(seconds)).isGreaterThanOrEqualTo(RunningServer.LONGEST_STOP);
    }

    @Test
    void itsFoldersAgreeWithEachOtherAndWithTheImage() throws IOException {
        Dockerfile image = Dockerfile.ours();
        String data = image.variables().get("PENSTOCK_DATA");
        assertThat(values(UNIT, "Environment")).containsExactly("PENSTOCK_DATA=" + data);
        assertThat("/var/lib/" + values(UNIT, "StateDirectory").getFirst()).isEqualTo(data);
        assertThat("[\"" + values(UNIT, "ExecStart").getFirst().replace(" up", "") + "\"]")
                .isEqualTo(image.last("ENTRYPOINT"));
        assertThat(Files.readString(FOLDER.resolve("penstock.conf")))
                .contains("u " + values(UNIT, "User").getFirst() + " ", data);
    }

    /** With the real program, where there is one; it wants to see what the unit starts. */
    @Test
    void systemdFindsNothingToComplainAbout() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd here");
        String unit = Files.readString(UNIT)
                .replaceFirst("ExecStart=\\S+", "ExecStart=/bin/true")
                .replaceFirst("User=penstock", "User=root")
                .replaceFirst("Group=penstock", "Group=root");
        Path copy = Files.writeString(scratch.resolve("penstock.service"), unit);
        Path dropIn = Files.createDirectories(scratch.resolve("penstock.service.d"));
        Files.copy(SHARED, dropIn.resolve("shared.conf"));
        assertThat(analyse("verify", "--man=no", copy.toString())).isEmpty();
        Files.writeString(copy, unit.replace("ProtectHome=", "ProtectHouse="));
        assertThat(analyse("verify", "--man=no", copy.toString())).contains("ProtectHouse");
    }

    private String analyse(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("/usr/bin/systemd-analyze"));
        command.addAll(List.of(arguments));
        Path out = scratch.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out);
    }

    private static List<String> values(Path file, String key) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }
}
