package dev.penstock.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.server.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a manifest gives a server.
 *
 * @param variables of the environment
 * @param secrets paths of the files with secrets that it can read
 */
record ServerEnvironment(Map<String, String> variables, Set<String> secrets) {

    /**
     * The settings, read by the server's own code: it refuses variables that set nothing and values of a wrong kind. Every
     * file that a variable names must be one of the secrets, and each secret must be named; they hold their own name here.
     */
    Settings settings(Path scratch) {
        Map<String, String> local = new HashMap<>(variables);
        Set<String> named = new TreeSet<>();
        variables.forEach((variable, value) -> {
            if (variable.endsWith("_FILE")) {
                assertThat(secrets).as(variable).contains(value);
                named.add(value);
                local.put(variable, secret(scratch, value).toString());
            }
        });
        assertThat(named).isEqualTo(new TreeSet<>(secrets));
        return Settings.load(Map.of(), local, scratch);
    }

    private static Path secret(Path scratch, String path) {
        String name = Path.of(path).getFileName().toString();
        try {
            return Files.writeString(scratch.resolve(name), "the content of " + name + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That a server with these settings shares its database, its store, its key and its administrator with others. */
    void assertSharesEverything(Path scratch) {
        Settings settings = settings(scratch);
        assertThat(settings.database().url()).startsWith("jdbc:postgresql://");
        assertThat(settings.database().user()).isEqualTo("penstock");
        assertThat(settings.database().password()).isEqualTo("the content of database-password");
        assertThat(settings.database().keyFile())
                .isEqualTo(scratch.resolve("penstock.key").toString());
        assertThat(settings.s3().endpoint()).matches("https?://.+");
        assertThat(settings.s3().accessKeyId()).isNotNull();
        assertThat(settings.s3().secretAccessKey()).isEqualTo("the content of s3-secret");
        assertThat(settings.s3().stsRoleArn()).startsWith("arn:aws:iam::");
        assertThat(settings.s3().stsEndpoint()).matches("https?://.+");
        assertThat(settings.administrator())
                .hasValueSatisfying(key -> assertThat(key.secret()).isEqualTo("the content of administrator-secret"));
        assertThat(settings.server().port()).isEqualTo(Dockerfile.ours().port());
    }
}
