package dev.penstock.cli.codepipeline.help;

import java.util.List;

/**
 * A manual page, before it has a form. Texts may hold {@code `code`}.
 *
 * @param name of the command
 * @param summary one sentence
 */
record Manual(String name, String summary, List<Section> sections) {

    record Section(String title, List<Block> blocks) {}

    sealed interface Block {}

    record Paragraph(String text) implements Block {}

    /** Kept line by line. */
    record Code(String text) implements Block {}

    /**
     * @param term what is explained
     * @param note set beside it, for example its type; may be empty
     */
    record Entry(String term, String note, List<Block> blocks) implements Block {}
}
