package dev.penstock.cli.codepipeline.help;

import dev.penstock.cli.codepipeline.Surroundings;
import dev.penstock.cli.codepipeline.grammar.Command;
import dev.penstock.cli.codepipeline.grammar.Command.Parameter;
import dev.penstock.cli.codepipeline.grammar.CommandTable;
import dev.penstock.cli.codepipeline.grammar.Option;
import java.util.List;
import java.util.Optional;

/** Prints help: whole pages for {@code help}, and what fits on a screen for {@code --help}. */
public final class HelpPages {
    private static final int WIDEST = 100;
    private static final int COLUMN = 34;

    private final Surroundings surroundings;
    private final ManualAuthor author = new ManualAuthor();

    public HelpPages(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The page of the service. */
    public void service(CommandTable table) {
        show(author.service(table));
    }

    /** The page of a command. */
    public void command(Command command) {
        show(author.command(command));
    }

    private void show(Manual manual) {
        boolean terminal = surroundings.screen().terminal();
        int width = Math.min(surroundings.screen().width(), WIDEST);
        String text = TextRenderer.render(manual, width, terminal);
        if (!terminal || !Pager.show(text, surroundings)) {
            surroundings.out().print(text);
            surroundings.out().flush();
        }
    }

    /**
     * Options with a line for each.
     *
     * @param words of the command line; the first that names a command decides
     */
    public void summary(CommandTable table, List<String> words) {
        Optional<Command> command =
                words.stream().filter(table.names()::contains).findFirst().map(table::command);
        StringBuilder out = new StringBuilder("Usage: " + ManualAuthor.PROGRAM + " ");
        if (command.isPresent()) {
            out.append(command.get().name()).append(" [options]\n");
            Command of = command.get();
            out.append(ManualAuthor.firstSentence(author.command(of).summary())).append("\n\nOptions:\n");
            for (Parameter parameter : ManualAuthor.listed(of)) {
                String note = parameter.required() ? "Required. " : "";
                line(out, parameter.option(), note + ManualAuthor.firstSentence(author.text(of, parameter)));
            }
            ManualAuthor.ownOptions(of)
                    .forEach(
                            key -> line(out, "--" + key, ManualAuthor.firstSentence(GlobalOptionTexts.ofCommand(key))));
        } else {
            out.append("<operation> [options]\n\nOperations:\n");
            table.names().forEach(name -> line(out, name, author.summary(table.operation(name))));
        }
        out.append("\nGlobal options:\n");
        for (Option option : GlobalOptionTexts.globals()) {
            line(out, option.name(), ManualAuthor.firstSentence(GlobalOptionTexts.global(option)));
        }
        out.append("\n'")
                .append(ManualAuthor.PROGRAM)
                .append(command.map(of -> " " + of.name()).orElse(" <operation>"))
                .append(" help' shows the manual page.\n");
        surroundings.out().print(out);
        surroundings.out().flush();
    }

    private void line(StringBuilder out, String term, String text) {
        int room = Math.max(20, Math.min(surroundings.screen().width(), 120) - COLUMN - 3);
        String plain = text.replace("`", "");
        out.append("  ").append(term).repeat(' ', Math.max(1, COLUMN - term.length()));
        out.append(plain.length() <= room ? plain : plain.substring(0, plain.lastIndexOf(' ', room)) + " ...")
                .append('\n');
    }
}
