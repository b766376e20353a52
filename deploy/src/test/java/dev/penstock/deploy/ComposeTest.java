package dev.penstock.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ComposeTest {
    private static final Path FOLDER = Path.of("compose");
    private static final Path FILE = FOLDER.resolve("compose.yaml");

    /** The schema names its parts with a keyword of an older draft than the one that it is written in. */
    private static final String OLD_NAMES = "\"id\": \"[^\"]*\",";

    @TempDir
    private Path scratch = Path.of("");

    @Test
    void theFileIsOneOfTheComposeSpecification() throws IOException {
        // a member that is newer than the schema
        String compose = Files.readString(FILE).replaceFirst("(?m)^name: penstock$", "");
        assertThat(errors(compose)).isEmpty();
        assertThat(errors(compose.replace("restart:", "restrat:"))).isNotEmpty();
    }

    @Test
    void theServerUnderstandsItsEnvironmentAndItsSecretsAreMounted() {
        Yaml server = compose().below("services", "penstock");
        Map<String, String> variables = new TreeMap<>(Dockerfile.ours().variables());
        server.below("environment")
                .root()
                .forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
        Set<String> secrets = new TreeSet<>();
        ((List<?>) server.at("secrets")).forEach(name -> secrets.add("/run/secrets/" + name));
        new ServerEnvironment(variables, secrets).assertSharesEverything(scratch);
    }

    @Test
    void everySecretIsDeclaredMadeAndUsed() throws IOException {
        Yaml compose = compose();
        String script = Files.readString(FOLDER.resolve("make-secrets"));
        Set<Object> used = new TreeSet<>();
        for (Object service : compose.below("services").root().keySet()) {
            Yaml it = compose.below("services", service);
            if (it.has("secrets")) {
                used.addAll((List<?>) it.at("secrets"));
            }
        }
        assertThat(used).isEqualTo(new TreeSet<>(compose.below("secrets").root().keySet()));
        for (Object secret : used) {
            assertThat(compose.text("secrets", secret, "file")).isEqualTo("./secrets/" + secret);
            assertThat(script).contains(String.valueOf(secret));
        }
    }

    @Test
    void whoDependsOnAServicesHealthDependsOnACheck() {
        Yaml compose = compose();
        for (Object name : compose.below("services").root().keySet()) {
            Yaml service = compose.below("services", name);
            if (service.has("depends_on")) {
                service.below("depends_on").root().keySet().forEach(other -> {
                    assertThat(compose.below("services").has(other)).isTrue();
                    boolean checked = compose.below("services", other).has("healthcheck")
                            // the image brings its own
                            || other.equals("penstock");
                    String condition = service.text("depends_on", other, "condition");
                    assertThat(checked || !condition.equals("service_healthy"))
                            .as("%s waits for %s", name, other)
                            .isTrue();
                });
            }
        }
    }

    @Test
    void theServerHasTheTimeThatItNeedsToStop() {
        String grace = compose().text("services", "penstock", "stop_grace_period");
        String delay = compose().text("services", "penstock", "environment", "PENSTOCK_SERVER_STOP_DELAY");
        assertThat(Duration.parse("PT" + grace))
                .isGreaterThanOrEqualTo(RunningServer.LONGEST_STOP.plus(Duration.parse("PT" + delay)));
    }

    @Test
    void theProxyAsksForReadinessWhereTheServersListen() throws Exception {
        String proxy = Files.readString(FOLDER.resolve("haproxy.cfg"));
        assertThat(proxy).contains("penstock:" + Dockerfile.ours().port() + " check");
        String route = proxy.lines()
                .filter(line -> line.contains("option httpchk GET "))
                .map(line -> line.strip().substring("option httpchk GET ".length()))
                .findFirst()
                .orElseThrow();
        try (RunningServer server = RunningServer.start(scratch.resolve("data"))) {
            assertThat(server.get(route)).isEqualTo(200);
        }
    }

    private static Yaml compose() {
        return Yaml.file(FILE);
    }

    private static List<Error> errors(String compose) throws IOException {
        try (InputStream schema = Objects.requireNonNull(ComposeTest.class.getResourceAsStream("/compose-spec.json"))) {
            Schema known = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                    .getSchema(
                            new String(schema.readAllBytes(), StandardCharsets.UTF_8).replaceAll(OLD_NAMES, ""),
                            InputFormat.JSON);
            return known.validate(compose, InputFormat.YAML);
        }
    }
}
