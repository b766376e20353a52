package dev.penstock.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ImageTest {
    @TempDir
    private Path scratch = Path.of("");

    @Test
    void theServerUnderstandsTheVariablesOfTheImage() {
        Settings settings = Settings.load(Map.of(), Dockerfile.ours().variables(), scratch);
        assertThat(settings.server().bind()).isEqualTo("0.0.0.0");
        assertThat(Dockerfile.ours().last("EXPOSE"))
                .isEqualTo(settings.server().port() + " " + settings.server().s3Port());
        assertThat(settings.server().healthPort())
                .isNotNull()
                .isNotIn(settings.server().port(), settings.server().s3Port());
    }

    @Test
    void itRunsAsAUserWithoutNameOrRightsAndKeepsItsDataInAVolume() {
        Dockerfile image = Dockerfile.ours();
        assertThat(image.last("USER")).matches("[1-9]\\d{3,}:[1-9]\\d{3,}");
        assertThat(image.last("VOLUME")).isEqualTo(image.variables().get("PENSTOCK_DATA"));
        assertThat(image.all("RUN").getLast()).contains("chown " + image.last("USER") + " " + image.last("VOLUME"));
    }

    @Test
    void everyBaseHasAVersionAndEverythingCopiedIsThere() {
        Dockerfile image = Dockerfile.ours();
        assertThat(image.all("FROM"))
                .allSatisfy(base -> assertThat(base).matches("[\\w./-]+:[\\w.-]*\\d[\\w.-]*( AS \\w+)?"));
        assertThat(image.all("ADD")).isEmpty();
        for (String copy : image.all("COPY")) {
            if (!copy.startsWith("--from=")) {
                assertThat(Path.of("..").resolve(copy.split(" ")[0])).exists();
            }
        }
    }

    /** Secrets above all: what is copied once stays in a layer, and in the cache of whoever builds. */
    @Test
    void whatGitIgnoresIsNotSentToTheBuild() throws IOException {
        List<String> ignored = Files.readAllLines(Path.of("../.gitignore")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(ImageTest::inADockerignore)
                .toList();

        assertThat(ignored).contains("deploy/compose/secrets", "**/.penstock").noneMatch(line -> line.startsWith("!"));
        assertThat(Files.readAllLines(Dockerfile.FOLDER.resolve("Dockerfile.dockerignore")))
                .containsAll(ignored)
                .noneMatch(line -> line.startsWith("!"));
    }

    /** Git looks for a name without a slash in every folder, Docker in the first one only. */
    private static String inADockerignore(String line) {
        String path = line.replaceFirst("/$", "");
        return path.contains("/") ? path.replaceFirst("^/", "") : "**/" + path;
    }

    @Test
    void whatItStartsIsWhatTheInstallationHas() throws IOException {
        Dockerfile image = Dockerfile.ours();
        String folder = image.all("RUN").stream()
                .filter(run -> run.contains("deploy/install "))
                .map(run -> run.substring(run.indexOf("deploy/install ") + "deploy/install ".length()))
                .findFirst()
                .orElseThrow();
        assertThat(image.last("ENTRYPOINT")).isEqualTo("[\"" + folder + "/penstock\"]");
        assertThat(Files.readString(Path.of("install"))).contains("cp \"$here/penstock\"");
        assertThat(image.last("HEALTHCHECK")).endsWith("CMD [\"" + folder + "/healthcheck\"]");
    }

    @Test
    void theHealthCheckTellsAServerThatIsReadyFromOneThatIsGone() throws Exception {
        int port;
        try (RunningServer server = RunningServer.start(scratch.resolve("data"))) {
            port = server.endpoint().getPort();
            assertThat(healthcheck(Map.of("PENSTOCK_SERVER_PORT", Integer.toString(port))))
                    .isZero();
            // as in the image, where probes have a port of their own
            assertThat(healthcheck(
                            Map.of("PENSTOCK_SERVER_PORT", "1", "PENSTOCK_SERVER_HEALTH_PORT", Integer.toString(port))))
                    .isZero();
        }
        assertThat(healthcheck(Map.of("PENSTOCK_SERVER_PORT", Integer.toString(port))))
                .isNotZero();
    }

    private static int healthcheck(Map<String, String> environment) throws Exception {
        ProcessBuilder check = new ProcessBuilder(List.of(Dockerfile.FOLDER
                        .resolve("healthcheck")
                        .toAbsolutePath()
                        .toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        check.environment().remove("PENSTOCK_SERVER_HEALTH_PORT");
        check.environment().putAll(environment);
        Process process = check.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
