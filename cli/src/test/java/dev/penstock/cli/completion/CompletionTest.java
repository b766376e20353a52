package dev.penstock.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.penstock.cli.Invocation;
import dev.penstock.testkit.PenstockExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;

/** The tab key, on the lines of a person at work. */
@Timeout(120)
class CompletionTest {
    @RegisterExtension
    static final PenstockExtension PENSTOCK = PenstockExtension.builder().build();

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void aPipeline() {
        CodePipelineClient client = PENSTOCK.codePipeline(PENSTOCK.administrator());
        client.createPipeline(create -> create.pipeline(pipeline -> pipeline.name("shop")
                .roleArn("arn:aws:iam::111111111111:role/pipeline")
                .artifactStore(store -> store.type("S3").location("artifacts"))
                .stages(
                        stage -> stage.name("Source")
                                .actions(action("Bundle", "Source", "S3").toBuilder()
                                        .configuration(Map.of("S3Bucket", "sources", "S3ObjectKey", "app.zip"))
                                        .outputArtifacts(artifact -> artifact.name("App"))
                                        .build()),
                        stage -> stage.name("Approve").actions(action("GoLive", "Approval", "Manual")))));
        client.startPipelineExecution(start -> start.name("shop"));
    }

    private static ActionDeclaration action(String name, String category, String provider) {
        return ActionDeclaration.builder()
                .name(name)
                .actionTypeId(type -> type.category(category)
                        .owner(ActionOwner.AWS)
                        .provider(provider)
                        .version("1"))
                .build();
    }

    @Test
    void commandsOptionsAndValues() {
        assertThat(offered("")).contains("up", "run", "codepipeline", "admin").doesNotContain("complete", "warm-up");
        assertThat(offered("ap")).containsExactly("approve");
        assertThat(offered("admin", "create-")).containsExactlyInAnyOrder("create-account", "create-access-key");
        assertThat(offered("run", "shop", "--fo")).containsExactly("--follow");
        assertThat(offered("explain", "shop", "--output", "")).containsExactlyInAnyOrder("text", "json");
        assertThat(offered("completion", "")).containsExactlyInAnyOrder("bash", "zsh", "fish");
    }

    @Test
    void namesOfWhatIsOnTheServer() {
        String execution =
                Invocation.of(line("pipelines")).out().lines().toList().getLast();
        assertThat(live("status", "")).containsExactly("shop");
        assertThat(live("retry", "shop", "")).containsExactly("Source", "Approve");
        assertThat(live("approve", "shop", "Go")).containsExactly("GoLive");
        assertThat(live("follow", "shop", ""))
                .singleElement()
                .satisfies(id -> assertThat(execution).endsWith(id));
        assertThat(live("approve", "shop", "--execution", "")).hasSize(1);
    }

    @Test
    void theLinesOfCodepipeline() {
        assertThat(offered("codepipeline", "put-third"))
                .containsExactly("put-third-party-job-failure-result", "put-third-party-job-success-result");
        assertThat(offered("codepipeline", "acknowledge-job", "--")).contains("--job-id", "--nonce", "--region");
        assertThat(offered("codepipeline", "acknowledge-job", "--job-id", "1", "--"))
                .doesNotContain("--job-id")
                .contains("--nonce");
        assertThat(offered("codepipeline", "retry-stage-execution", "--retry-mode", ""))
                .containsExactlyInAnyOrder("FAILED_ACTIONS", "ALL_ACTIONS");
        assertThat(offered("codepipeline", "--output", "t")).containsExactlyInAnyOrder("text", "table");
    }

    @Test
    void namesOnTheLinesOfCodepipeline() {
        Path data = PENSTOCK.server().dataFolder();
        Map<String, String> environment = Map.of(
                "AWS_CONFIG_FILE", data.resolve("config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE", data.resolve("credentials").toString(),
                "AWS_PROFILE", "penstock");
        CodePipelineWords words = new CodePipelineWords(typed -> LiveNames.ofCodePipeline(environment, folder, typed));
        assertThat(words.candidates(List.of("get-pipeline-state", "--name", "")))
                .containsExactly("shop");
        assertThat(words.candidates(List.of(
                        "put-action-revision",
                        "--pipeline-name",
                        "shop",
                        "--stage-name",
                        "Approve",
                        "--action-name",
                        "")))
                .containsExactly("GoLive");
        assertThat(words.candidates(
                        List.of("stop-pipeline-execution", "--pipeline-name", "shop", "--pipeline-execution-id", "")))
                .hasSize(1);
    }

    @Test
    void withoutAServerThereAreNoNamesAndNoComplaints() {
        Invocation silent = Invocation.of("complete", "--", "status", "--data", folder.toString(), "");
        assertThat(silent).isEqualTo(new Invocation(0, "", ""));
    }

    /** Each script is read by the shell it is for; the machine need not have all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void theScriptsAreGoodToTheirShells(String shell) throws Exception {
        assumeTrue(onThePath(shell), shell + " is not installed");
        Process checking = new ProcessBuilder(shell, "-n", script(shell).toString())
                .redirectErrorStream(true)
                .start();
        String complaints = new String(checking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(checking.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(complaints).isEmpty();
        assertThat(checking.exitValue()).isZero();
    }

    @Test
    void bashHandsOverTheWordsAndOffersWhatComesBack() throws Exception {
        String said = said(
                "bash",
                "source " + script("bash") + "; COMP_WORDS=(" + echo()
                        + " retry 'my shop' ''); COMP_CWORD=3; _penstock; printf '%s\\n' \"${COMPREPLY[@]}\"");
        assertThat(said.lines()).containsSequence("complete", "--", "retry", "my shop");
    }

    @Test
    void fishHandsOverTheWordsAndOffersWhatComesBack() throws Exception {
        assumeTrue(onThePath("fish"), "fish is not installed");
        String said = said(
                "fish",
                "source " + script("fish") + "; set PATH " + echo().getParent()
                        + " $PATH; complete -C 'penstock retry \"my shop\" '; complete -C 'penstock retry re'");
        assertThat(said.lines()).contains("complete", "retry", "my shop");
    }

    /** In a terminal of its own, since zsh completes nowhere else: tab after "re" must make "retry" of it. */
    @Test
    void zshHandsOverTheWordsAndOffersWhatComesBack() throws Exception {
        assumeTrue(onThePath("zsh"), "zsh is not installed");
        Path asked = folder.resolve("asked");
        Path command = program("penstock", "printf '%s\\n' \"$@\" >" + asked + "; echo retry");
        said("zsh", """
                zmodload zsh/zpty
                zpty shell "zsh -f -i"
                zpty -w shell 'autoload -Uz compinit; compinit -u -D; source %s; PATH=%s:$PATH; print REA''DY'
                zpty -r -m shell line '*READY*'
                zpty -w -n shell $'penstock jobs "my shop" re\\t'
                zpty -r -m shell line '*"my shop" *retry*'
                zpty -d shell
                """.formatted(script("zsh"), command.getParent()));
        assertThat(asked).hasContent("complete\n--\njobs\nmy shop\nre");
    }

    private Path script(String shell) throws IOException {
        return Files.writeString(
                folder.resolve("script"), Invocation.of("completion", shell).out());
    }

    /** A command that offers the words it is given. */
    private Path echo() throws IOException {
        return program("penstock", "printf '%s\\n' \"$@\"");
    }

    private Path program(String name, String does) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    private String said(String shell, String line) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("timeout", "60", shell, "-c", line).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static List<String> offered(String... words) {
        List<String> arguments = new ArrayList<>(List.of("complete", "--"));
        arguments.addAll(List.of(words));
        Invocation completed = Invocation.of(arguments.toArray(String[]::new));
        assertThat(completed.err()).isEmpty();
        return completed.out().lines().toList();
    }

    /** The same with the data folder of the running server typed in front. */
    private static List<String> live(String command, String... words) {
        List<String> all = new ArrayList<>(
                List.of(command, "--data", PENSTOCK.server().dataFolder().toString()));
        all.addAll(List.of(words));
        return offered(all.toArray(String[]::new));
    }

    private static String[] line(String command) {
        return new String[] {command, "--data", PENSTOCK.server().dataFolder().toString()};
    }

    private static boolean onThePath(String program) throws IOException {
        for (String place : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(place, program))) {
                return true;
            }
        }
        return false;
    }
}
