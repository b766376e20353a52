package dev.penstock.testkit;

import static dev.penstock.testkit.GuardedPipeline.commands;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testkit.GuardedPipeline.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.ConditionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionStatus;

@Timeout(120)
@DisplayName("The rule Commands (spec engine 6.3), over HTTP and with real processes")
class CommandsRuleTest {

    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder()
            .movableClock()
            .setting("commands.enabled", "true")
            .build();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path outside;

    private GuardedPipeline guardedBy(String... commands) {
        return GuardedPipeline.at(penstock, Place.BEFORE_ENTRY, commands(commands), Map.of());
    }

    @Test
    void theStageIsEnteredWhenAllCommandsEndWell() {
        GuardedPipeline shop = guardedBy("greeting=hello", "test \"$greeting\" = hello");

        shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.SUCCEEDED);

        assertThat(shop.status()).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
        assertThat(shop.rule().status()).isEqualTo(RuleExecutionStatus.SUCCEEDED);
    }

    @Test
    void theFirstCommandThatFailsEndsTheRuleWithItsLastLines() {
        GuardedPipeline shop = guardedBy("echo fine", "echo 'no space left' >&2; (exit 7)", "touch " + outside + "/on");

        shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.FAILED);

        assertThat(shop.status()).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(shop.text())
                .startsWith("Command 2 of 3 ended with exit code 7.")
                .contains("fine\nno space left")
                .contains("logs/" + shop.rule().ruleExecutionId() + ".log");
        assertThat(penstock.server()
                        .dataFolder()
                        .resolve("logs")
                        .resolve(shop.rule().ruleExecutionId() + ".log"))
                .hasContent("fine\nno space left");
        assertThat(outside.resolve("on")).doesNotExist();
        assertThat(penstock.server().dataFolder().resolve("runs")).isEmptyDirectory();
    }

    @Test
    void commandsFindTheInputArtifactsAndNothingOfTheServersEnvironment() {
        GuardedPipeline shop = GuardedPipeline.at(
                penstock,
                Place.BEFORE_ENTRY,
                commands(
                                "grep -q blue sub/colour.txt",
                                "test \"$PWD\" = \"$CODEBUILD_SRC_DIR\"",
                                "test \"$HOME\" = \"$PWD\"",
                                "echo got: $(env | grep -vE"
                                        + " '^(PATH|LANG|LC_ALL|LC_CTYPE|TZ|HOME|TMPDIR|PWD|OLDPWD|SHLVL|_|PENSTOCK_RUN|AWS_REGION"
                                        + "|AWS_DEFAULT_REGION|CODEBUILD_SRC_DIR)=')",
                                "false")
                        .toBuilder()
                        .inputArtifacts(input -> input.name("Out"))
                        .build(),
                Map.of("sub/colour.txt", "blue"));

        shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.FAILED);

        assertThat(shop.text()).startsWith("Command 5 of 5 ended").contains("with:\ngot:\n");
    }

    @Test
    void anArchiveThatWouldWriteOutsideOfItsFolderIsRefused() {
        GuardedPipeline shop = GuardedPipeline.at(
                penstock,
                Place.BEFORE_ENTRY,
                commands("true").toBuilder()
                        .inputArtifacts(input -> input.name("Out"))
                        .build(),
                Map.of("../evil.txt", "boo"));

        shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.ERRORED);

        assertThat(shop.text()).contains("../evil.txt contains invalid sequence: dot-dot-slash.");
    }

    /** A process in the background, whose parent is gone, is what is easily left behind. */
    private String[] lasting() {
        return new String[] {
            "(sleep 600 & echo $! > " + outside + "/child.new; mv " + outside + "/child.new " + outside + "/child)",
            "echo $$ > " + outside + "/shell.new; mv " + outside + "/shell.new " + outside + "/shell",
            "sleep 600"
        };
    }

    private ProcessHandle process(String name) throws Exception {
        Path file = outside.resolve(name);
        try (WatchService watch = outside.getFileSystem().newWatchService()) {
            outside.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(file)) {
                WatchKey key = watch.poll(30, TimeUnit.SECONDS);
                assertThat(key).isNotNull();
                key.reset();
            }
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
    }

    private static void ends(ProcessHandle process) throws Exception {
        process.onExit().get(30, TimeUnit.SECONDS);
    }

    @Test
    void anOverrideAbandonsTheRuleAndKillsEveryProcess() throws Exception {
        GuardedPipeline shop = guardedBy(lasting());
        ProcessHandle shell = process("shell");
        ProcessHandle child = process("child");

        shop.override();

        assertThat(shop.condition(Place.BEFORE_ENTRY)).isEqualTo(ConditionExecutionStatus.OVERRIDDEN);
        assertThat(shop.rule().status()).isEqualTo(RuleExecutionStatus.ABANDONED);
        ends(shell);
        ends(child);
        assertThat(shop.status()).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
    }

    @Test
    void abandoningTheExecutionKillsEveryProcess() throws Exception {
        GuardedPipeline shop = guardedBy(lasting());
        ProcessHandle shell = process("shell");
        ProcessHandle child = process("child");

        shop.abandon();

        ends(shell);
        ends(child);
        assertThat(shop.status()).isEqualTo(PipelineExecutionStatus.STOPPED);
        assertThat(shop.condition(Place.BEFORE_ENTRY)).isEqualTo(ConditionExecutionStatus.ABANDONED);
    }

    @Test
    @DisplayName("it times out after 55 minutes (spec engine 10.1)")
    void theLimitOfTheRuleKillsEveryProcess() throws Exception {
        GuardedPipeline shop = guardedBy(lasting());
        ProcessHandle shell = process("shell");
        ProcessHandle child = process("child");

        penstock.clock().advance(Duration.ofMinutes(55));

        shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.FAILED);
        assertThat(shop.text()).isEqualTo("The rule timed out after 55 minutes.");
        ends(shell);
        ends(child);
    }

    @Test
    void aStopOfTheServerKillsTheProcessesAndTheNextStartRunsTheCommandsAgain() throws Exception {
        GuardedPipeline shop = guardedBy(lasting());
        ProcessHandle shell = process("shell");
        ProcessHandle child = process("child");

        Files.delete(outside.resolve("shell"));
        penstock.restart();

        assertThat(shell.isAlive()).isFalse();
        assertThat(child.isAlive()).isFalse();
        ProcessHandle again = process("shell");
        assertThat(again.pid()).isNotEqualTo(shell.pid());
        penstock.codePipeline(shop.keys())
                .listRuleExecutions(request -> request.pipelineName("shop"))
                .ruleExecutionDetails()
                .forEach(rule -> assertThat(rule.status()).isEqualTo(RuleExecutionStatus.IN_PROGRESS));
    }

    @Test
    void outputBeyondTheLimitIsCutButItsEndIsStillTold() {
        GuardedPipeline shop =
                guardedBy("i=0; while [ $i -lt 400000 ]; do echo 'line of some length '$i; i=$((i+1)); done", "false");

        shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.FAILED);

        assertThat(shop.text()).contains("line of some length 399999\n");
        assertThat(penstock.server()
                        .dataFolder()
                        .resolve("logs")
                        .resolve(shop.rule().ruleExecutionId() + ".log"))
                .satisfies(log -> assertThat(Files.size(log)).isLessThan(10_486_000))
                .content()
                .endsWith("[the rest of the output is not kept: the limit commands.log-bytes is reached]\n");
    }
}
