package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RefusedUpTest {
    @TempDir
    private Path data = Path.of("");

    @Test
    void aDatabaseThatCannotBeUsedEndsTheCommandWithWordsAndWithoutAStackTrace() throws IOException {
        Path database = Files.writeString(data.resolve("penstock.db"), "Dear diary");

        Invocation up = Invocation.of("up", "--data", data.toString(), "--port", "0", "--s3-port", "0");

        assertThat(up.code()).isEqualTo(1);
        assertThat(up.out()).isEmpty();
        assertThat(up.err())
                .contains("The database file " + database + " is damaged", "put a backup in its place")
                .doesNotContain("Exception", "\tat ");
        assertThat(database).hasContent("Dear diary");
    }
}
