package dev.penstock.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.conformance.Cast;
import dev.penstock.conformance.Wire;
import dev.penstock.testkit.GitHubStandIn;
import dev.penstock.testkit.Keys;
import dev.penstock.testkit.PenstockExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The reference in docs/api says what the model says and what a server answers")
@Timeout(120)
class ReferenceTest {
    private static final Path FOLDER = Path.of("../docs/api");

    private static final GitHubStandIn GIT_HUB = GitHubStandIn.start();

    @RegisterExtension
    static final PenstockExtension PENSTOCK = PenstockExtension.builder()
            .setting("server.register-by-update", "true")
            .setting("server.github-api", GIT_HUB.url())
            .build();

    private static Examples examples;
    private static Wire wire;

    @BeforeAll
    static void tellTheStory() {
        wire = new Wire(PENSTOCK.apiEndpoint(), InstantSource.system());
        examples = new Examples(wire);
        Keys team = PENSTOCK.newAccount("222222222222", "Bookshop");
        Keys acme = PENSTOCK.newAccount("333333333333", "Acme");
        var client = PENSTOCK.codePipeline(team);
        new Story(examples, PENSTOCK.administrator(), new Cast(team, acme, ""))
                .awaiting(() -> PENSTOCK.awaitPipeline(
                        team,
                        "stall",
                        () -> client.listPipelineExecutions(request -> request.pipelineName("stall"))
                                .pipelineExecutionSummaries()
                                .getFirst()
                                .statusAsString()
                                .equals("Failed")))
                .tell();
    }

    @AfterAll
    static void disconnect() {
        wire.close();
        GIT_HUB.close();
    }

    @Test
    void theStoryUsesEveryOperation() {
        Set<String> missing = new TreeSet<>();
        for (var service : Set.of(
                dev.penstock.api.model.ServiceModel.codePipeline(), dev.penstock.api.model.ServiceModel.penstock())) {
            ReferencePages.answered(service, examples).forEach((operation, answered) -> {
                if (!answered) {
                    missing.add(operation);
                }
            });
        }
        assertThat(missing).as("refused: %s", examples.refused()).isEmpty();
    }

    @Test
    void thePagesAreUpToDate() throws IOException {
        SortedMap<String, String> pages = new ReferencePages(examples).pages();
        if (Boolean.getBoolean("penstock.regenerate")) {
            write(pages);
        }
        SortedMap<String, String> committed = committed();
        assertThat(committed.keySet())
                .as("regenerate the pages, see docs/api/README.md")
                .isEqualTo(pages.keySet());
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(committed.get(page.getKey()))
                    .as("%s: regenerate the pages, see docs/api/README.md", page.getKey())
                    .isEqualTo(page.getValue());
        }
    }

    private static void write(SortedMap<String, String> pages) throws IOException {
        Files.createDirectories(FOLDER);
        for (String old : committed().keySet()) {
            if (!pages.containsKey(old)) {
                Files.delete(FOLDER.resolve(old));
            }
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
        }
    }

    private static SortedMap<String, String> committed() throws IOException {
        SortedMap<String, String> committed = new TreeMap<>();
        if (Files.isDirectory(FOLDER)) {
            try (Stream<Path> files = Files.list(FOLDER)) {
                for (Path file : files.toList()) {
                    committed.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return committed;
    }
}
