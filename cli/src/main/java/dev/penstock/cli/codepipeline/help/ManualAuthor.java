package dev.penstock.cli.codepipeline.help;

import dev.penstock.api.model.Documentation;
import dev.penstock.api.model.OperationModel.Pagination;
import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.Member;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.cli.codepipeline.grammar.Command;
import dev.penstock.cli.codepipeline.grammar.Command.Parameter;
import dev.penstock.cli.codepipeline.grammar.CommandTable;
import dev.penstock.cli.codepipeline.grammar.Option;
import dev.penstock.cli.codepipeline.help.Manual.Block;
import dev.penstock.cli.codepipeline.help.Manual.Code;
import dev.penstock.cli.codepipeline.help.Manual.Entry;
import dev.penstock.cli.codepipeline.help.Manual.Paragraph;
import dev.penstock.cli.codepipeline.help.Manual.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the manual pages from the model and its documentation. */
final class ManualAuthor {
    static final String PROGRAM = "penstock codepipeline";

    private final Documentation documentation = Documentation.of(CommandTable.SERVICE);

    /** The page of the service: what there is. */
    Manual service(CommandTable table) {
        List<Block> commands = new ArrayList<>();
        for (String name : table.names()) {
            commands.add(new Entry(
                    name,
                    "",
                    List.of(new Paragraph(
                            documentation.operation(table.operation(name)).orElse("")))));
        }
        return new Manual(
                "codepipeline",
                documentation.service(),
                List.of(
                        new Section("SYNOPSIS", List.of(new Code(PROGRAM + " [options] <operation> [parameters]"))),
                        new Section(
                                "DESCRIPTION",
                                List.of(
                                        new Paragraph(documentation.service()),
                                        new Paragraph(
                                                "The commands, their options and their output are those of `aws codepipeline`."
                                                        + " They call AWS, or the server that the profile or `--endpoint-url` names;"
                                                        + " `penstock env` prints the settings of a server of your own."),
                                        new Paragraph("`" + PROGRAM + " <operation> help` explains one operation."))),
                        new Section("OPERATIONS", commands),
                        globalOptions()));
    }

    /** The page of one command. */
    Manual command(Command command) {
        String text = documentation.operation(command.operation().name()).orElse("");
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("DESCRIPTION", description(command, text)));
        sections.add(new Section("SYNOPSIS", List.of(new Code(synopsis(command)))));
        sections.add(new Section("OPTIONS", options(command)));
        sections.add(globalOptions());
        sections.add(new Section("EXAMPLES", new Examples(command).blocks()));
        sections.add(new Section("OUTPUT", output(command)));
        sections.add(new Section("ERRORS", errors(command)));
        return new Manual(command.name(), firstSentence(text), sections);
    }

    /** What an operation does, in a sentence. */
    String summary(String operation) {
        return firstSentence(documentation.operation(operation).orElse(""));
    }

    static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private static List<Block> description(Command command, String text) {
        List<Block> blocks = new ArrayList<>(paragraphs(text));
        blocks.add(
                new Paragraph("Calls the API operation `" + command.operation().name() + "`."));
        Pagination paging = command.operation().pagination();
        if (paging != null) {
            blocks.add(new Paragraph("This is a paginated operation: all pages are fetched and printed as one list `"
                    + paging.items() + "`, unless `--no-paginate` or `--max-items` is given."));
        }
        return blocks;
    }

    private static List<Block> paragraphs(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .<Block>map(Paragraph::new)
                .toList();
    }

    /** One option on a line, those in brackets may be left out. */
    static String synopsis(Command command) {
        StringBuilder out = new StringBuilder("  ").append(command.name());
        for (String option : synopsisOptions(command)) {
            out.append("\n  ").append(option);
        }
        for (Option option : GlobalOptionTexts.globals()) {
            out.append("\n  [").append(GlobalOptionTexts.synopsis(option)).append(']');
        }
        return out.toString();
    }

    private static List<String> synopsisOptions(Command command) {
        List<String> lines = new ArrayList<>();
        for (Parameter parameter : listed(command)) {
            if (parameter.member().target() instanceof BooleanShape) {
                lines.add("[" + parameter.option() + " | --no-" + parameter.key() + "]");
            } else {
                String option = parameter.option() + " <value>";
                lines.add(parameter.required() ? option : "[" + option + "]");
            }
        }
        ownOptions(command).forEach(key -> lines.add("[--" + key + " <value>]"));
        return lines;
    }

    /** The parameters that help shows: paging members are set by the client. */
    static List<Parameter> listed(Command command) {
        List<Parameter> hidden = command.pagingParameters();
        return command.parameters().stream()
                .filter(parameter -> !hidden.contains(parameter))
                .toList();
    }

    static List<String> ownOptions(Command command) {
        List<String> keys = new ArrayList<>(List.of(Command.INPUT_JSON, Command.INPUT_YAML));
        Pagination paging = command.operation().pagination();
        if (paging != null) {
            keys.add(Command.STARTING_TOKEN);
            if (paging.pageSize() != null) {
                keys.add(Command.PAGE_SIZE);
            }
            keys.add(Command.MAX_ITEMS);
        }
        keys.add(Command.SKELETON);
        return keys;
    }

    /** What the documentation says of a parameter. */
    String text(Command command, Parameter parameter) {
        return documentation
                .member(command.operation().input(), parameter.member().name())
                .orElse("");
    }

    private List<Block> options(Command command) {
        List<Block> entries = new ArrayList<>();
        StructureShape input = command.operation().input();
        for (Parameter parameter : listed(command)) {
            Shape shape = parameter.member().target();
            String twin = shape instanceof BooleanShape ? " | --no-" + parameter.key() : "";
            List<Block> blocks = new ArrayList<>(describe(input, parameter.member()));
            if (ShapeSyntax.isComplex(shape)) {
                blocks.add(new Paragraph("Shorthand syntax:"));
                blocks.add(new Code(ShapeSyntax.shorthand(shape)));
                blocks.add(new Paragraph("JSON syntax:"));
                blocks.add(new Code(ShapeSyntax.json(shape)));
            } else if (shape instanceof ListShape) {
                blocks.add(new Paragraph("Syntax:"));
                blocks.add(new Code("\"string\" \"string\" ..."));
            }
            entries.add(new Entry(
                    parameter.option() + twin,
                    ShapeSyntax.type(shape) + (parameter.required() ? ", required" : ""),
                    blocks));
        }
        for (String key : ownOptions(command)) {
            entries.add(new Entry("--" + key, "string", List.of(new Paragraph(GlobalOptionTexts.ofCommand(key)))));
        }
        return entries;
    }

    /** The texts of a member, its constraints, and what is inside. */
    private List<Block> describe(StructureShape structure, Member member) {
        List<Block> blocks = new ArrayList<>(
                paragraphs(documentation.member(structure, member.name()).orElse("")));
        blocks.addAll(constraints(member.target()));
        blocks.addAll(inside(member.target()));
        return blocks;
    }

    private static List<Block> constraints(Shape shape) {
        String text = Constraints.of(shape).strip();
        return text.isEmpty() ? List.of() : List.of(new Paragraph(text));
    }

    private List<Block> inside(Shape shape) {
        return switch (shape) {
            case StringShape string
            when !string.values().isEmpty() ->
                string.values().stream()
                        .<Block>map(value -> new Entry(
                                value,
                                "",
                                paragraphs(documentation
                                        .member(string.name(), value)
                                        .orElse(""))))
                        .toList();
            case StructureShape structure ->
                structure.members().values().stream()
                        .<Block>map(member -> new Entry(
                                member.name(),
                                ShapeSyntax.type(member.target()) + (member.required() ? ", required" : ""),
                                describe(structure, member)))
                        .toList();
            case ListShape list -> List.of(element("(items)", list.member()));
            case MapShape map -> List.of(element("(keys)", map.key()), element("(values)", map.value()));
            default -> List.of();
        };
    }

    private Entry element(String term, Shape shape) {
        List<Block> blocks =
                new ArrayList<>(paragraphs(documentation.shape(shape.name()).orElse("")));
        blocks.addAll(constraints(shape));
        blocks.addAll(inside(shape));
        return new Entry(term, ShapeSyntax.type(shape), blocks);
    }

    private static Section globalOptions() {
        List<Block> entries = new ArrayList<>();
        for (Option option : GlobalOptionTexts.globals()) {
            String note = switch (option.arity()) {
                case NONE -> "";
                default -> option.choices().isEmpty() ? "string" : String.join(" | ", option.choices());
            };
            entries.add(new Entry(option.name(), note, List.of(new Paragraph(GlobalOptionTexts.global(option)))));
        }
        return new Section("GLOBAL OPTIONS", entries);
    }

    private List<Block> output(Command command) {
        return Optional.ofNullable(command.operation().output())
                .filter(output -> !output.members().isEmpty())
                .map(this::inside)
                .orElse(List.of(new Paragraph("None.")));
    }

    private List<Block> errors(Command command) {
        List<Block> entries = new ArrayList<>();
        entries.add(
                new Paragraph(
                        "An error of the service is told on standard error, and the exit code is 255. Wrong usage ends with 2."));
        for (String error : command.operation().errors()) {
            entries.add(
                    new Entry(error, "", paragraphs(documentation.shape(error).orElse(""))));
        }
        return entries;
    }
}
