package dev.penstock.cli.codepipeline.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.penstock.cli.codepipeline.Run;
import dev.penstock.cli.codepipeline.golden.RecordingServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same words give the same request, output and errors. More, and others: {@code -Dreference.runs=1000
 * -Dreference.seed=7}.
 */
class AgreementWithAwsCliTest {
    private static final int RUNS = Integer.getInteger("reference.runs", 60);
    private static final long SEED = Long.getLong("reference.seed", 20_261_101L);

    @TempDir
    private Path folder;

    @BeforeAll
    static void theAwsCliIsInstalled() {
        assumeTrue(ReferenceClient.isInstalled(), "AWS CLI " + ReferenceClient.VERSION + " is not installed");
    }

    @Test
    void randomCallsAreReadAndRefusedAlike() throws IOException {
        RandomWords words = new RandomWords(new Random(SEED));
        compare(() -> words.call(), () -> "{}");
    }

    @Test
    void randomQueriesOfRandomAnswersPrintTheSame() throws IOException {
        Random random = new Random(SEED);
        RandomAnswers answers = new RandomAnswers(random);
        compare(answers::words, answers::answer);
    }

    private interface Source<T> {
        T next();
    }

    private void compare(Source<List<String>> words, Source<String> answers) throws IOException {
        List<String> differences = new ArrayList<>();
        try (ReferenceClient reference = new ReferenceClient(folder);
                RecordingServer server = new RecordingServer()) {
            Map<String, String> environment = Map.of(
                    "HOME", folder.toString(),
                    "AWS_ACCESS_KEY_ID", "key",
                    "AWS_SECRET_ACCESS_KEY", "secret",
                    "AWS_DEFAULT_REGION", "us-east-1",
                    "AWS_ENDPOINT_URL", server.url(),
                    "AWS_MAX_ATTEMPTS", "1",
                    "LANG", "C.UTF-8",
                    "TZ", "UTC");
            for (int i = 0; i < RUNS; i++) {
                List<String> line = words.next();
                List<RecordingServer.Answer> answer = List.of(RecordingServer.Answer.ok(answers.next()));
                server.prepare(answer);
                Run theirs = reference.run(line, environment, folder);
                String sentByThem = sent(server);
                server.prepare(answer);
                Run ours = Run.of(line, environment, folder, "");
                String sentByUs = sent(server);
                if (isErrorOfPython(theirs)) {
                    continue;
                }
                if (!normal(theirs).equals(normal(ours)) || !sentByThem.equals(sentByUs)) {
                    differences.add("words " + new JsonMapper().writeValueAsString(line) + "\nanswer "
                            + answer.getFirst().body() + "\ntheirs " + normal(theirs) + "\n  sent " + sentByThem
                            + "\nours " + normal(ours) + "\n  sent " + sentByUs);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** What it shows then is an accident that we do not follow (spec cli 10 and 17). */
    private static boolean isErrorOfPython(Run theirs) {
        return theirs.err().contains("object has no attribute") || theirs.err().contains("OrderedDict(");
    }

    private static String sent(RecordingServer server) {
        StringBuilder sent = new StringBuilder();
        for (RecordingServer.Request request : server.requests()) {
            sent.append(request.target())
                    .append(' ')
                    .append(new JsonMapper().readTree(new String(request.body(), StandardCharsets.UTF_8)))
                    .append('\n');
        }
        return sent.toString().replaceAll("\"clientRequestToken\":\"[0-9a-f-]{36}\"", "\"clientRequestToken\":\"...\"");
    }

    /** Without what differs on purpose (spec cli 17): usage lines, the caret, Python's own errors. */
    private static Run normal(Run run) {
        String err = run.err();
        int usage = err.lastIndexOf(": error: ");
        if (run.code() == 2 && usage >= 0) {
            err = err.substring(usage);
        }
        if (err.contains("\nUnknown options: ")) {
            err = err.substring(err.indexOf("\nUnknown options: "));
        }
        err = err.replace(", --cli-input-yaml", "").replace("collections.OrderedDict", "dict");
        err = err.replaceAll("(?s)(Bad value for --query .*?): .*", "$1");
        if (err.contains(" for input:\n")) {
            err = err.substring(0, err.indexOf(" for input:\n"))
                    + (err.contains("This is often") ? err.substring(err.indexOf("This is often")) : "");
        }
        if (err.contains("valid choices are")) {
            err = err.substring(0, err.indexOf("valid choices are"));
        }
        return new Run(run.code(), run.out(), err);
    }
}
