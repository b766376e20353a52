package dev.penstock.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.conformance.DeclarationRows.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Each rule of declarations refuses in its own words (spec engine 9)")
@ExtendWith(Stand.Extension.class)
@Timeout(120)
class DeclarationsTest {
    private static final Path PAGE = Path.of("../docs/declarations.md");
    private static final int RULES = 51;

    /** Rules that no declaration can break here. */
    private static final Map<Integer, String> UNBREAKABLE = new TreeMap<>(Map.of(
            2,
            "a role can be assumed: roles are not assumed, see [limitations](limitations.md); who saves a pipeline"
                    + " must have the right `iam:PassRole` on them"));

    @TestFactory
    Stream<DynamicNode> overHttpWithTheAwsSdk(Stand stand) {
        return DeclarationRows.all().stream()
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> refused(stand.overHttp(), row)));
    }

    private static String refused(Side side, Row row) {
        return side.world()
                .cast()
                .usual(new Refusal("CreatePipeline", row.exception(), false, _ -> row.request())
                        .check(side.world())
                        .message());
    }

    @Test
    void everyRuleHasARow() {
        assertThat(IntStream.rangeClosed(1, RULES).boxed())
                .allMatch(number -> UNBREAKABLE.containsKey(number)
                        != DeclarationRows.all().stream().anyMatch(row -> row.number() == number));
    }

    @Test
    void thePageSaysWhatIsAnswered(Stand stand) throws IOException {
        Map<Integer, List<Row>> rows = DeclarationRows.all().stream()
                .collect(Collectors.groupingBy(Row::number, TreeMap::new, Collectors.toList()));
        StringBuilder table = new StringBuilder();
        for (int number = 1; number <= RULES; number++) {
            if (UNBREAKABLE.containsKey(number)) {
                table.append("| %d | %s | | |%n".formatted(number, UNBREAKABLE.get(number)));
            }
            for (Row row : rows.getOrDefault(number, List.of())) {
                table.append("| %d | %s | %s | %s |%n"
                        .formatted(
                                number,
                                row.rule(),
                                row.exception().replaceAll("Exception$", ""),
                                refused(stand.inProcess(), row)
                                        .replace("|", "\\|")
                                        .replace("<", "&lt;")
                                        .replace("\n", "<br>")));
            }
        }
        String page = """
                <!-- Generated; see the end of this page. -->

                # Rules of declarations

                What a pipeline's declaration must keep beside the constraints of the model, and what CreatePipeline and
                UpdatePipeline answer when it does not. Constraints are looked at first, and all that are broken are told at once.
                Then come the rules of the whole, of stages, and of actions; the first one that is broken is told, and for
                namespaces and references (20, 22 to 25) all places where it is. `penstock lint` tells everything at once.

                Each row is a declaration in `DeclarationRows` that breaks this rule, sent in process and over HTTP by
                `DeclarationsTest`.

                | rule | what | exception | text |
                |---|---|---|---|
                %s
                ## Quotas

                | what | here | held by |
                |---|---|---|
                | pipelines of an account in a region | 1000, `limits.pipelines` | `CreatePipeline`: `LimitExceededException` |
                | webhooks | 300, `limits.webhooks` | `PutWebhookTest` |
                | custom action types | 50, `limits.custom-action-types` | `CreateCustomActionTypeTest` |
                | stages, actions, variables, tags | rows 4, 9, 10, 27, 51 | this page |
                | executions of a QUEUED or PARALLEL pipeline at a time | 50 | `StartPipelineExecutionTest`, scenario `the-fifty-first-execution-is-refused` |
                | actions of a PARALLEL execution at a time | 5 | scenario `a-parallel-execution-runs-five-actions-at-a-time` |
                | an approval | 7 days, or its `timeoutInMinutes` | scenario `an-approval-waits-for-seven-days` |
                | a closed transition | 30 days | scenario `a-waiter-of-more-than-thirty-days-does-not-resume` |
                | polling without executions | 30 days | `PolledPipelineTest` |
                | output variables of an action | 122,880 bytes | `PutJobSuccessResultTest` |
                | a resolved configuration | 100 KB | scenario `a-configuration-may-not-grow-beyond-its-limit` |
                | history | 12 months, `history.retention` | `BackgroundTasksTest` |
                | polling pipelines | not limited | |

                Make this page anew with

                    ./mvnw -o -pl testkit -am test -Dtest=DeclarationsTest -Dsurefire.failIfNoSpecifiedTests=false -Dpenstock.regenerate=true
                """.formatted(table);
        if (Boolean.getBoolean("penstock.regenerate")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("make the page anew, see its end").hasContent(page);
    }
}
