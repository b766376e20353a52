package dev.penstock.cli.codepipeline.grammar;

import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.OperationModel.Pagination;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A command: an operation of the API and the options that stand for the members of its request (spec cli 2).
 *
 * @param name in kebab case
 * @param parameters in the order in which they are read and reported
 */
public record Command(String name, OperationModel operation, List<Parameter> parameters) {
    public static final String INPUT_JSON = "cli-input-json";
    public static final String INPUT_YAML = "cli-input-yaml";
    public static final String SKELETON = "generate-cli-skeleton";
    public static final String STARTING_TOKEN = "starting-token";
    public static final String PAGE_SIZE = "page-size";
    public static final String MAX_ITEMS = "max-items";

    /** A member of this name would hide behind the global {@code --version}. */
    private static final String HIDDEN_MEMBER = "version";

    /**
     * A member of the request.
     *
     * @param option with its dashes
     * @param required on the command line; tokens for repeated requests never are, the client makes them
     */
    public record Parameter(String option, Member member, boolean required) {
        public String key() {
            return option.substring(2);
        }
    }

    public static Command of(OperationModel operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (Member member : operation.input().members().values()) {
            if (!member.name().equals(HIDDEN_MEMBER)) {
                parameters.add(parameter("--" + KebabCase.of(member.name()), member));
            }
        }
        Member hidden = operation.input().members().get(HIDDEN_MEMBER);
        if (hidden != null) {
            String what = operation.name().equals("GetPipeline") ? "pipeline" : "action";
            parameters.add(parameter("--" + what + "-version", hidden));
        }
        return new Command(KebabCase.of(operation.name()), operation, List.copyOf(parameters));
    }

    private static Parameter parameter(String option, Member member) {
        return new Parameter(option, member, member.required() && !member.idempotencyToken());
    }

    public boolean isPaginated() {
        return operation.pagination() != null;
    }

    /** The members that the client sets itself while it fetches page after page. */
    public List<Parameter> pagingParameters() {
        Pagination paging = operation.pagination();
        return paging == null
                ? List.of()
                : parameters.stream()
                        .filter(parameter -> Stream.of(paging.inputToken(), paging.pageSize())
                                .filter(Objects::nonNull)
                                .anyMatch(parameter.member().name()::equals))
                        .toList();
    }

    /** All options, those that help does not list too. */
    public List<Option> options() {
        List<Option> options = new ArrayList<>();
        for (Parameter parameter : parameters) {
            switch (parameter.member().target()) {
                case BooleanShape _ -> {
                    options.add(Option.flag(parameter.option(), parameter.key(), true));
                    options.add(Option.flag("--no-" + parameter.key(), parameter.key(), false));
                }
                case ListShape _ -> options.add(Option.list(parameter.option(), parameter.required()));
                default -> options.add(Option.single(parameter.option(), parameter.required()));
            }
        }
        options.add(Option.single("--" + INPUT_JSON, false));
        options.add(Option.byFullName("--" + INPUT_YAML));
        Pagination paging = operation.pagination();
        if (paging != null) {
            options.add(Option.single("--" + STARTING_TOKEN, false));
            if (paging.pageSize() != null) {
                options.add(Option.integer("--" + PAGE_SIZE));
            }
            options.add(Option.integer("--" + MAX_ITEMS));
        }
        options.add(new Option(
                "--" + SKELETON,
                SKELETON,
                Option.Arity.AT_MOST_ONE,
                Option.Kind.TEXT,
                false,
                "input",
                List.of("input", "output", "yaml-input")));
        return options;
    }

    /**
     * Reads the words after the command's name.
     *
     * @throws UsageException if they do not fit
     */
    public Parsed read(List<String> words) {
        List<Option> options = options();
        if (bringsItsInput(words)) {
            options.replaceAll(Option::optional);
        }
        return new WordReader(options, new Positional("help", false, List.of())).read(words);
    }

    /** Whether required members may come from elsewhere, or are not needed to print a sample. */
    private static boolean bringsItsInput(List<String> words) {
        Set<String> inputs = Set.of("--" + INPUT_JSON, "--" + INPUT_YAML);
        if (words.stream()
                .anyMatch(word ->
                        inputs.contains(word) || inputs.stream().anyMatch(input -> word.startsWith(input + "=")))) {
            return true;
        }
        int skeleton = words.indexOf("--" + SKELETON);
        if (skeleton >= 0) {
            return skeleton + 1 >= words.size() || !words.get(skeleton + 1).equals("output");
        }
        return words.stream().anyMatch(word -> word.startsWith("--" + SKELETON + "=") && !word.endsWith("=output"));
    }
}
