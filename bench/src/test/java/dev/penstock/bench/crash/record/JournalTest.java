package dev.penstock.bench.crash.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JournalTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aCallIsReadBackWithAllItsAttempts() {
        Attempt lost = new Attempt(11, 12, 2, new Outcome.Unanswered("reset"));
        Attempt failed = new Attempt(13, 14, 0, new Outcome.Refused(500, "InternalFailure", ""));
        Attempt answered = new Attempt(
                15, 16, 1, new Outcome.Answered(JSON.createObjectNode().put("status", "InProgress")));
        Call call = call("c1");
        try (Journal journal = Journal.open(file())) {
            journal.begun(call);
            List.of(lost, failed, answered).forEach(attempt -> journal.ended("c1", attempt));
        }

        assertThat(Records.of(file()).calls())
                .containsExactly(new Call(
                        "c1",
                        call.who(),
                        call.operation(),
                        call.input(),
                        call.begun(),
                        List.of(lost, failed, answered)));
    }

    @Test
    void aLineThatItsWriterDiedInIsPassedOver() throws Exception {
        try (Journal journal = Journal.open(file())) {
            journal.begun(call("c1"));
        }
        Files.writeString(file(), "{\"attempt\": \"c1\", \"se", StandardOpenOption.APPEND);
        try (Journal journal = Journal.open(file())) {
            journal.begun(call("c2"));
        }

        assertThat(Records.of(file()).calls()).extracting(Call::id).containsExactly("c1", "c2");
        assertThat(Records.of(file()).calls().getFirst().last()).isEmpty();
    }

    @Test
    void tokensAndCredentialsAreLeftOut() throws Exception {
        ObjectNode input = JSON.createObjectNode().put("jobId", "j1").put("clientToken", "hush");
        ObjectNode body = JSON.createObjectNode();
        body.putObject("data").putObject("artifactCredentials").put("secretAccessKey", "hush");
        try (Journal journal = Journal.open(file())) {
            journal.begun(new Call("c1", "w", "GetThirdPartyJobDetails", input, 1, List.of()));
            journal.ended("c1", new Attempt(1, 2, 0, new Outcome.Answered(body)));
        }

        assertThat(Files.readString(file())).contains("j1").doesNotContain("hush");
        assertThat(input.has("clientToken")).isTrue();
    }

    @Test
    void whatAServerErrorMeansIsNotKnown() {
        assertThat(new Outcome.Refused(500, "InternalFailure", "").definitive()).isFalse();
        assertThat(new Outcome.Refused(400, "ThrottlingException", "").definitive())
                .isFalse();
        assertThat(new Outcome.Refused(400, "InvalidNonceException", "").definitive())
                .isTrue();
    }

    private static Call call(String id) {
        return new Call(
                id, "worker-0/mill", "AcknowledgeJob", JSON.createObjectNode().put("jobId", "j1"), 10, List.of());
    }

    private Path file() {
        return folder.resolve("worker-0.jsonl");
    }
}
