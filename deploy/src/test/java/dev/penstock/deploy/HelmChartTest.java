package dev.penstock.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.penstock.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HelmChartTest {
    private static final Path CHART = Path.of("helm/penstock");

    /** What docs/operations.md tells to write. */
    private static final String VALUES = """
            database:
              url: jdbc:postgresql://db.example.com/penstock
            s3:
              endpoint: https://s3.example.com
              accessKeyId: penstock
              stsEndpoint: https://s3.example.com
              stsRoleArn: arn:aws:iam::111111111111:role/penstock-jobs
            administratorKeyId: AKIAEXAMPLEOFANADMIN
            """;

    @TempDir
    private Path scratch = Path.of("");

    @Test
    void helmFindsNothingToComplainAbout() {
        LintResult result = new Helm(CHART).lint().strict().call();
        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @Test
    void everyManifestHasOnlyFieldsThatKubernetesKnows() throws IOException {
        List<Yaml> manifests = render(VALUES);
        assertThat(manifests)
                .extracting(manifest -> manifest.text("kind"))
                .containsExactlyInAnyOrder(
                        "Deployment", "Service", "ServiceAccount", "PodDisruptionBudget", "NetworkPolicy");
        manifests.forEach(Kubernetes::validate);
    }

    @Test
    void everyOptionLeavesThemValid() throws IOException {
        List<Yaml> manifests = render(VALUES + """
                replicas: 5
                image: { repository: registry.example.com/penstock, tag: "1.2.3", pullSecrets: [{ name: registry }] }
                settings: { jobs.poll-wait: 10s, limits.pipelines: 2000, aws.enabled: true }
                service: { type: LoadBalancer, port: 8420, annotations: { a: b } }
                networkPolicy:
                  from: [{ namespaceSelector: { matchLabels: { team: delivery } } }]
                  egressPorts: [5432]
                serviceAccount: { name: penstock-server, annotations: { a: b } }
                podAnnotations: { a: b }
                nodeSelector: { disk: fast }
                tolerations: [{ key: dedicated, operator: Exists }]
                priorityClassName: high
                """);
        manifests.forEach(Kubernetes::validate);
        Yaml deployment = of(manifests, "Deployment");
        Yaml container =
                deployment.list("spec", "template", "spec", "containers").getFirst();
        assertThat(container.text("image")).isEqualTo("registry.example.com/penstock:1.2.3");
        Settings settings = environment(deployment).settings(scratch);
        assertThat(settings.jobs().pollWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.limits().pipelines()).isEqualTo(2000);
        assertThat(settings.aws().enabled()).isTrue();
        assertThat(render(VALUES + "networkPolicy: { enabled: false }\n"))
                .extracting(manifest -> manifest.text("kind"))
                .doesNotContain("NetworkPolicy");
    }

    @Test
    void aFieldThatDoesNotExistIsFound() throws IOException {
        Yaml deployment = of(render(VALUES), "Deployment");
        Map<Object, Object> changed =
                new LinkedHashMap<>(deployment.below("spec").root());
        changed.put("replica", 2);
        Map<Object, Object> whole = new LinkedHashMap<>(deployment.root());
        whole.put("spec", changed);
        assertThatThrownBy(() -> Kubernetes.validate(new Yaml(whole))).hasMessageContaining("replica");
    }

    @Test
    void valuesThatCannotWorkAreRefused() {
        for (String wrong : List.of(
                "",
                VALUES + "replica: 3\n",
                VALUES.replace("jdbc:postgresql", "postgres"),
                VALUES.replace("AKIAEXAMPLEOFANADMIN", "admin"),
                VALUES.replace("AKIAEXAMPLEOFANADMIN", "''"),
                VALUES + "replicas: 0\n")) {
            assertThatThrownBy(() -> render(wrong)).as(wrong).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theServerUnderstandsItsEnvironmentAndItsSecretsAreMounted() throws IOException {
        environment(of(render(VALUES), "Deployment")).assertSharesEverything(scratch);
    }

    @Test
    void theVariablesOfItsServiceDoNotComeBetween() throws IOException {
        Yaml pod = of(render(VALUES), "Deployment").below("spec", "template", "spec");
        assertThat(pod.at("enableServiceLinks")).isEqualTo(false);
        assertThatThrownBy(() -> Settings.load(Map.of(), Map.of("PENSTOCK_PORT", "tcp://10.0.0.1:80"), scratch))
                .hasMessageContaining("PENSTOCK_PORT");
    }

    @Test
    void portsUserAndFoldersAreThoseOfTheImage() throws IOException {
        List<Yaml> manifests = render(VALUES);
        Yaml pod = of(manifests, "Deployment").below("spec", "template", "spec");
        Yaml container = pod.list("containers").getFirst();
        Dockerfile image = Dockerfile.ours();
        assertThat(container.number("ports", 0, "containerPort")).isEqualTo(image.port());
        assertThat(container.text("ports", 0, "name"))
                .isEqualTo(of(manifests, "Service").text("spec", "ports", 0, "targetPort"))
                .isEqualTo(of(manifests, "NetworkPolicy").text("spec", "ingress", 0, "ports", 0, "port"));
        assertThat(image.last("USER"))
                .isEqualTo(pod.text("securityContext", "runAsUser") + ":" + pod.text("securityContext", "runAsGroup"));
        Map<String, String> mounts = container.list("volumeMounts").stream()
                .collect(Collectors.toMap(mount -> mount.text("mountPath"), mount -> mount.text("name")));
        assertThat(container.at("securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
        assertThat(mounts).containsKeys(image.variables().get("PENSTOCK_DATA"), "/tmp");
        assertThat(pod.list("volumes"))
                .extracting(volume -> volume.text("name"))
                .containsAll(mounts.values());
    }

    @Test
    void everyProbeAsksARouteThatTheServerHas() throws Exception {
        Yaml container = of(render(VALUES), "Deployment")
                .list("spec", "template", "spec", "containers")
                .getFirst();
        assertThat(container.list("env").stream()
                        .filter(entry -> entry.text("name").equals("PENSTOCK_SERVER_HEALTH_PORT"))
                        .map(entry -> entry.text("value")))
                .containsExactly(Integer.toString(container.number("ports", 1, "containerPort")));
        try (RunningServer server = RunningServer.start(scratch.resolve("data"))) {
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(container.text(probe, "httpGet", "port")).isEqualTo(container.text("ports", 1, "name"));
                assertThat(server.get(container.text(probe, "httpGet", "path")))
                        .as(probe)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void theServerHasTheTimeThatItNeedsToStop() throws IOException {
        Yaml pod = of(render(VALUES), "Deployment").below("spec", "template", "spec");
        int preStop = pod.number("containers", 0, "lifecycle", "preStop", "sleep", "seconds");
        assertThat(Duration.ofSeconds(pod.number("terminationGracePeriodSeconds") - preStop))
                .isGreaterThanOrEqualTo(RunningServer.LONGEST_STOP);
    }

    @Test
    void allSelectorsMeanThePods() throws IOException {
        List<Yaml> manifests = render(VALUES);
        Map<?, ?> labels = of(manifests, "Deployment")
                .below("spec", "template", "metadata", "labels")
                .root();
        Map<String, Map<?, ?>> selectors = new TreeMap<>();
        selectors.put(
                "Deployment",
                of(manifests, "Deployment")
                        .below("spec", "selector", "matchLabels")
                        .root());
        selectors.put(
                "Service", of(manifests, "Service").below("spec", "selector").root());
        selectors.put(
                "NetworkPolicy",
                of(manifests, "NetworkPolicy")
                        .below("spec", "podSelector", "matchLabels")
                        .root());
        selectors.put(
                "PodDisruptionBudget",
                of(manifests, "PodDisruptionBudget")
                        .below("spec", "selector", "matchLabels")
                        .root());
        assertThat(selectors.values()).allSatisfy(selector -> {
            assertThat(selector).isNotEmpty();
            selector.forEach((name, value) -> assertThat(labels.get(name)).isEqualTo(value));
        });
    }

    private ServerEnvironment environment(Yaml deployment) {
        Yaml pod = deployment.below("spec", "template", "spec");
        Yaml container = pod.list("containers").getFirst();
        Map<String, String> variables = new TreeMap<>(Dockerfile.ours().variables());
        container.list("env").forEach(variable -> variables.put(variable.text("name"), variable.text("value")));
        String folder = container.list("volumeMounts").stream()
                .filter(mount -> mount.text("name").equals("secrets"))
                .findFirst()
                .orElseThrow()
                .text("mountPath");
        TreeSet<String> secrets = new TreeSet<>();
        pod.list("volumes").stream()
                .filter(volume -> volume.has("secret"))
                .forEach(volume ->
                        volume.list("secret", "items").forEach(item -> secrets.add(folder + "/" + item.text("path"))));
        return new ServerEnvironment(variables, secrets);
    }

    private static Yaml of(List<Yaml> manifests, String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.text("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private List<Yaml> render(String values) throws IOException {
        return Yaml.all(new Helm(CHART)
                .template()
                .withName("penstock")
                .withNamespace("delivery")
                .withKubeVersion("1.30.0")
                .withValuesFile(values(values))
                .call());
    }

    private Path values(String values) throws IOException {
        return Files.writeString(scratch.resolve("values.yaml"), values);
    }
}
