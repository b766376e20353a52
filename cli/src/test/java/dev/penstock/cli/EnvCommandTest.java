package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class EnvCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aShellThatEvaluatesItHasTheFilesWhateverTheFolderIsCalled() throws Exception {
        Path data = Files.createDirectory(folder.resolve("it's $HOME `now` \"here\""));
        write(data);
        Invocation env = Invocation.of("env", "--data", data.toString());
        assertThat(env.code()).isZero();
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "eval \"$1\"; printf '%s\\n' \"$AWS_CONFIG_FILE\""
                                + " \"$AWS_SHARED_CREDENTIALS_FILE\" \"$AWS_PROFILE\" \"${AWS_ACCESS_KEY_ID-unset}\"",
                        "sh",
                        env.out())
                .redirectErrorStream(true)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(printed)
                .isEqualTo(data.resolve("config") + "\n" + data.resolve("credentials") + "\npenstock\nunset\n");
    }

    @Test
    void aFolderWithoutServerSaysHowToStartOne() {
        Invocation env = Invocation.of("env", "--data", folder.toString());
        assertThat(env.code()).isEqualTo(1);
        assertThat(env.out()).isEmpty();
        assertThat(env.err()).contains("penstock up --data " + folder);
    }

    @Test
    void anUnknownProfileIsAnsweredWithTheKnownOnes() throws Exception {
        write(folder);
        Invocation env = Invocation.of("env", "--data", folder.toString(), "--profile", "nobody");
        assertThat(env.code()).isEqualTo(1);
        assertThat(env.err()).contains("'nobody'").contains("there are: penstock");
    }

    @Test
    void theProfileTellsHowToCall() throws Exception {
        write(folder);
        AwsFiles.Access access = AwsFiles.in(folder).require("penstock");
        assertThat(access.codePipeline()).hasToString("http://127.0.0.1:8420");
        assertThat(access.s3()).hasToString("http://127.0.0.1:8421");
        assertThat(access.region()).isEqualTo("eu-west-1");
        assertThat(access.credentials().secretAccessKey()).isEqualTo("top");
        assertThat(access.toString()).doesNotContain("top");
    }

    @Test
    void anAddedProfileCallsTheSameServerWithOtherKeys() throws Exception {
        write(folder);
        AwsFiles files = AwsFiles.in(folder);
        files.add("demo", files.require("penstock").as(AwsBasicCredentials.create("AKIADEMO", "other")));
        AwsFiles.Access access = files.require("demo");
        assertThat(access.codePipeline()).hasToString("http://127.0.0.1:8420");
        assertThat(access.s3()).hasToString("http://127.0.0.1:8421");
        assertThat(access.credentials().accessKeyId()).isEqualTo("AKIADEMO");
        assertThat(files.require("penstock").credentials().accessKeyId()).isEqualTo("AKIAADMIN");
    }

    private static void write(Path data) throws IOException {
        Files.writeString(data.resolve("config"), """
                [profile penstock]
                region = eu-west-1
                services = penstock
                output = json
                s3 =
                    addressing_style = path
                    signature_version = s3v4

                [services penstock]
                codepipeline =
                    endpoint_url = http://127.0.0.1:8420
                s3 =
                    endpoint_url = http://127.0.0.1:8421
                """);
        Files.writeString(data.resolve("credentials"), """
                [penstock]
                aws_access_key_id = AKIAADMIN
                aws_secret_access_key = top
                """);
    }
}
