package dev.penstock.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.conformance.ConstraintCases.Case;
import dev.penstock.reference.Steadied;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("docs/conformance.md says what was seen, and every row says yes")
@ExtendWith(Stand.Extension.class)
@Timeout(180)
class ConformanceTest {
    private static final Path TABLE = Path.of("../docs/conformance.md");

    /** The class of each operation; a failure if one is missing. */
    static Stream<OperationConformance> classes() {
        return ServiceModel.codePipeline().operations().stream().map(ConformanceTest::of);
    }

    private static OperationConformance of(OperationModel operation) {
        String name = "dev.penstock.conformance.operation." + operation.name() + "Test";
        try {
            Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (OperationConformance) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the operation " + operation.name() + " has no class " + name, e);
        }
    }

    /** What one operation did in this run, on both sides. */
    private record Seen(
            OperationConformance operation, boolean works, SortedMap<String, Set<String>> texts, int constraints) {

        static Seen of(OperationConformance operation, List<Side> sides) {
            Seen seen = null;
            for (Side side : sides) {
                Seen here = of(operation, side);
                assertThat(seen == null || here.sameAs(seen))
                        .as(
                                "%s, %s in process and %s over HTTP",
                                operation.model().name(), seen, here)
                        .isTrue();
                seen = here;
            }
            return Objects.requireNonNull(seen);
        }

        private static Seen of(OperationConformance operation, Side side) {
            SortedMap<String, Set<String>> texts = new TreeMap<>();
            int constraints = 0;
            for (Case broken : operation.constraints()) {
                if (holds(() -> operation.checkConstraint(side, broken))) {
                    constraints++;
                }
            }
            if (constraints > 0 && constraints == operation.constraints().size()) {
                texts.put(OperationConformance.VALIDATION, Set.of());
            }
            Set<String> unseen = new LinkedHashSet<>();
            for (Refusal refusal : operation.refusals()) {
                Set<String> seen = texts.computeIfAbsent(refusal.exception(), _ -> new LinkedHashSet<>());
                if (!holds(() -> seen.add(text(refusal, side)))) {
                    unseen.add(refusal.exception());
                }
            }
            // One request that is answered otherwise is enough for the exception to count as not seen.
            texts.keySet().removeAll(unseen);
            return new Seen(operation, holds(() -> operation.checkWorks(side)), texts, constraints);
        }

        /** In the story's names, and without what differs from run to run. */
        private static String text(Refusal refusal, Side side) {
            String message = refusal.check(side.world()).message();
            return new Steadied().text(side.world().cast().usual(message));
        }

        private static boolean holds(Runnable check) {
            try {
                check.run();
                return true;
            } catch (AssertionError e) {
                return false;
            }
        }

        private boolean sameAs(Seen other) {
            return works == other.works && constraints == other.constraints && texts.equals(other.texts);
        }

        /** Exceptions that were seen, here or in {@link ContentionTest}. */
        Set<String> exceptions() {
            Set<String> exceptions = new LinkedHashSet<>(texts.keySet());
            operation.contended().stream().map(Refusal::exception).forEach(exceptions::add);
            return exceptions;
        }

        boolean complete() {
            Set<String> wanted = new LinkedHashSet<>(operation.model().errors());
            wanted.removeAll(operation.never().keySet());
            return works
                    && exceptions().equals(wanted)
                    && constraints == operation.constraints().size()
                    && constraints > 0;
        }

        String row() {
            String never = operation.never().entrySet().stream()
                    .map(each -> each.getKey() + ": " + each.getValue())
                    .collect(Collectors.joining("; "));
            return "| [%s](api/%s.md) | %s | %s | %d of %d | %d of %d | %s |"
                    .formatted(
                            operation.model().name(),
                            operation.model().name(),
                            complete() ? "yes" : "**no**",
                            works ? "yes" : "**no**",
                            exceptions().size(),
                            operation.model().errors().size(),
                            constraints,
                            operation.constraints().size(),
                            never);
        }

        Stream<String> refusals() {
            return texts.entrySet().stream()
                    .flatMap(refusal -> refusal.getValue().stream()
                            .map(text -> "| %s | %s | %s |"
                                    .formatted(operation.model().name(), refusal.getKey(), cell(text))));
        }

        private static String cell(String text) {
            return text.replace("|", "\\|")
                    .replace("\n", "<br>")
                    .replace("<", "&lt;")
                    .replace("&lt;br>", "<br>");
        }
    }

    @Test
    void everyRowIsWhole(Stand stand) throws IOException {
        List<Seen> seen = new ArrayList<>();
        classes().forEach(operation -> seen.add(Seen.of(operation, stand.sides())));
        String page = page(seen);
        if (Boolean.getBoolean("penstock.regenerate")) {
            Files.writeString(TABLE, page);
        }
        assertThat(seen.stream().filter(each -> !each.complete()).map(Seen::row))
                .as("operations of which something was not seen")
                .isEmpty();
        assertThat(TABLE).as("make the page anew, see its end").hasContent(page);
    }

    private static String page(List<Seen> seen) {
        return """
                <!-- Generated; see the end of this page. -->

                # Conformance

                What every operation of `CodePipeline_20150709` is held against, in process and over HTTP with the AWS SDK, by the
                class that has its name (`testkit/src/test/java/dev/penstock/conformance/operation`): a call that works, out of the
                story of [the reference](api/README.md); each exception that it declares; and each constraint of its input, by a
                request that breaks this constraint alone, with the whole text of the answer. This page is written from what one run
                saw on both sides, which must agree. Exceptions for writers that lose against others are seen in `ContentionTest`,
                on PostgreSQL. An operation has the word yes only if nothing of this is missing.

                %s operations, %d declared exceptions, of which %d were seen and %d can never be, and %d constraints.

                | operation | all seen | works | exceptions | constraints | never |
                |---|---|---|---|---|---|
                %s

                ## What refusals say

                The texts of all refusals but those of constraints, with ids replaced.

                | operation | exception | text |
                |---|---|---|
                %s

                Make this page anew with

                    ./mvnw -o -pl testkit -am test -Dtest=ConformanceTest -Dsurefire.failIfNoSpecifiedTests=false -Dpenstock.regenerate=true
                """.formatted(
                seen.size(),
                seen.stream()
                        .mapToInt(each -> each.operation().model().errors().size())
                        .sum(),
                seen.stream().mapToInt(each -> each.exceptions().size()).sum(),
                seen.stream().mapToInt(each -> each.operation().never().size()).sum(),
                seen.stream().mapToInt(Seen::constraints).sum(),
                seen.stream().map(Seen::row).collect(Collectors.joining("\n")),
                seen.stream().flatMap(Seen::refusals).collect(Collectors.joining("\n")));
    }
}
