package dev.penstock.reference;

import dev.penstock.api.model.Bounds;
import dev.penstock.api.model.Documentation;
import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.Member;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.reference.Examples.Example;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One page in Markdown for each operation, and one that lists them. */
final class ReferencePages {
    private static final String HEAD =
            "<!-- Generated from the IDL and a server's answers; see README.md of this folder. -->\n\n";

    private final Examples examples;

    ReferencePages(Examples examples) {
        this.examples = examples;
    }

    /** File names and texts. */
    SortedMap<String, String> pages() {
        SortedMap<String, String> pages = new TreeMap<>();
        StringBuilder index = new StringBuilder(HEAD)
                .append("# Reference of the API\n\n")
                .append(
                        "Made from the Smithy IDL in `api/src/main/smithy` and from what a server answers. After a change,\n")
                .append("make the pages anew, and look at the difference:\n\n")
                .append("    ./mvnw -o -pl testkit -am test -Dtest=ReferenceTest ")
                .append("-Dsurefire.failIfNoSpecifiedTests=false -Dpenstock.regenerate=true\n\n")
                .append(
                        "Requests are JSON (`application/x-amz-json-1.1`), signed with Signature Version 4 for the service\n")
                .append(
                        "`codepipeline`; the header `X-Amz-Target` names service and operation. In the examples ids, moments\n")
                .append("and secrets are replaced.\n");
        for (ServiceModel service : List.of(ServiceModel.codePipeline(), ServiceModel.penstock())) {
            Documentation words = Documentation.of(service);
            index.append("\n## ")
                    .append(service.name())
                    .append("\n\n")
                    .append(words.service())
                    .append("\n\n");
            for (OperationModel operation : sorted(service)) {
                pages.put(operation.name() + ".md", page(service, operation, words));
                index.append("- [")
                        .append(operation.name())
                        .append("](")
                        .append(operation.name())
                        .append(".md): ")
                        .append(firstSentence(words.operation(operation.name()).orElse("")))
                        .append('\n');
            }
        }
        pages.put("README.md", index.toString());
        return pages;
    }

    private static List<OperationModel> sorted(ServiceModel service) {
        return service.operations().stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    private static String firstSentence(String text) {
        String line = oneLine(text);
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private String page(ServiceModel service, OperationModel operation, Documentation words) {
        StringBuilder page = new StringBuilder(HEAD)
                .append("# ")
                .append(operation.name())
                .append("\n\n")
                .append(words.operation(operation.name()).orElse(""))
                .append("\n\n`X-Amz-Target: ")
                .append(service.name())
                .append('.')
                .append(operation.name())
                .append("`\n");
        Set<StructureShape> inner = new LinkedHashSet<>();
        members(page, "Request", operation.input(), words, inner);
        if (operation.output() == null) {
            page.append("\n## Response\n\nNo body.\n");
        } else {
            members(page, "Response", operation.output(), words, inner);
        }
        page.append("\n## Errors\n\n");
        for (String error : operation.errors()) {
            page.append("- `")
                    .append(error)
                    .append("`: ")
                    .append(oneLine(words.shape(error).orElse("")))
                    .append('\n');
        }
        operation
                .idempotencyToken()
                .ifPresent(token -> page.append("\nA request that is repeated with the same `")
                        .append(token)
                        .append("` is done once.\n"));
        structures(page, inner, words);
        example(page, operation);
        return page.toString();
    }

    private void example(StringBuilder page, OperationModel operation) {
        Optional<Example> example = examples.of(operation.name());
        if (example.isEmpty()) {
            page.append("\n## Example\n\nThere is no example yet.\n");
            return;
        }
        page.append("\n## Example request\n\n").append(json(example.get().request()));
        if (operation.answer() != OperationModel.Answer.NOTHING) {
            page.append("\n## Example response\n\n").append(json(example.get().response()));
        }
    }

    private static String json(JsonNode node) {
        return "```json\n"
                + JsonMapper.shared()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(node)
                        .replace("\r\n", "\n") + "\n```\n";
    }

    private static void members(
            StringBuilder page, String title, StructureShape shape, Documentation words, Set<StructureShape> inner) {
        page.append("\n## ").append(title).append("\n\n");
        if (shape.members().isEmpty()) {
            page.append("No members.\n");
            return;
        }
        table(page, shape, words);
        collect(shape, inner);
    }

    private static void structures(StringBuilder page, Set<StructureShape> inner, Documentation words) {
        for (StructureShape structure : inner) {
            page.append("\n### ").append(structure.name()).append("\n\n");
            words.shape(structure.name())
                    .ifPresent(text -> page.append(oneLine(text)).append("\n\n"));
            if (structure.members().isEmpty()) {
                page.append("No members.\n");
            } else {
                table(page, structure, words);
            }
        }
    }

    private static void table(StringBuilder page, StructureShape shape, Documentation words) {
        page.append("| member | type | constraints | meaning |\n|---|---|---|---|\n");
        for (Member member : shape.members().values()) {
            page.append("| `")
                    .append(member.name())
                    .append(member.required() ? "` (required)" : "`")
                    .append(" | ")
                    .append(type(member.target()))
                    .append(" | ")
                    .append(constraints(member.target()))
                    .append(" | ")
                    .append(oneLine(words.member(shape, member.name()).orElse(""))
                            .replace("|", "\\|"))
                    .append(" |\n");
        }
    }

    /** Every structure inside, each once, in the order in which a reader meets them. */
    private static void collect(Shape shape, Set<StructureShape> found) {
        switch (shape) {
            case StructureShape structure ->
                structure.members().values().forEach(member -> inside(member.target(), found));
            case ListShape list -> inside(list.member(), found);
            case MapShape map -> inside(map.value(), found);
            default -> {}
        }
    }

    private static void inside(Shape shape, Set<StructureShape> found) {
        if (!(shape instanceof StructureShape structure) || found.add(structure)) {
            collect(shape, found);
        }
    }

    private static String type(Shape shape) {
        return switch (shape) {
            case StructureShape structure ->
                "[" + structure.name() + "](#" + structure.name().toLowerCase(Locale.ROOT) + ")";
            case ListShape list -> "list of " + type(list.member());
            case MapShape map -> "map of " + type(map.value());
            case StringShape _ -> "text";
            case IntegerShape _ -> "integer";
            case Shape.BooleanShape _ -> "true or false";
            case Shape.TimestampShape _ -> "epoch seconds";
        };
    }

    private static String constraints(Shape shape) {
        List<String> all = new ArrayList<>();
        switch (shape) {
            case StringShape text -> {
                bounds(all, "length ", text.length());
                if (text.pattern() != null) {
                    all.add("`" + text.pattern().regex().replace("|", "\\|") + "`");
                }
                if (!text.values().isEmpty()) {
                    all.add("one of `" + String.join("`, `", text.values()) + "`");
                }
                if (text.sensitive()) {
                    all.add("sensitive");
                }
            }
            case IntegerShape number -> bounds(all, "", number.range());
            case ListShape list -> {
                bounds(all, "items: ", list.length());
                inner(all, "each: ", list.member());
            }
            case MapShape map -> {
                bounds(all, "entries: ", map.length());
                inner(all, "keys: ", map.key());
                inner(all, "values: ", map.value());
            }
            default -> {}
        }
        return String.join("; ", all);
    }

    private static void inner(List<String> all, String what, Shape shape) {
        String inner = shape instanceof StructureShape ? "" : constraints(shape);
        if (!inner.isEmpty()) {
            all.add(what + inner);
        }
    }

    private static void bounds(List<String> all, String what, Bounds bounds) {
        if (!bounds.equals(Bounds.NONE)) {
            all.add(what
                    + (bounds.min() == null
                            ? "at most " + bounds.max()
                            : bounds.max() == null
                                    ? "at least " + bounds.min()
                                    : bounds.min() + " to " + bounds.max()));
        }
    }

    /** What the operations of a service have examples of. */
    static Map<String, Boolean> answered(ServiceModel service, Examples examples) {
        Map<String, Boolean> answered = new TreeMap<>();
        service.operations()
                .forEach(operation -> answered.put(
                        operation.name(), examples.of(operation.name()).isPresent()));
        return answered;
    }
}
