package dev.penstock.cli.codepipeline.help;

import dev.penstock.cli.codepipeline.help.Manual.Block;
import dev.penstock.cli.codepipeline.help.Manual.Code;
import dev.penstock.cli.codepipeline.help.Manual.Entry;
import dev.penstock.cli.codepipeline.help.Manual.Paragraph;
import dev.penstock.cli.codepipeline.help.Manual.Section;
import java.util.List;

/** A manual page as plain text, fitted to a width; headings and terms bold where that can be shown. */
final class TextRenderer {
    private static final int INDENT = 4;
    private static final int NARROWEST = 30;

    private final StringBuilder out = new StringBuilder();
    private final int width;
    private final boolean bold;

    private TextRenderer(int width, boolean bold) {
        this.width = width;
        this.bold = bold;
    }

    static String render(Manual manual, int width, boolean bold) {
        TextRenderer renderer = new TextRenderer(width, bold);
        renderer.out.append(renderer.strong("NAME")).append('\n');
        renderer.paragraph(manual.name() + " - " + manual.summary(), INDENT);
        for (Section section : manual.sections()) {
            renderer.out.append('\n').append(renderer.strong(section.title())).append('\n');
            renderer.blocks(section.blocks(), INDENT);
        }
        return renderer.out.toString();
    }

    private void blocks(List<Block> blocks, int indent) {
        boolean first = true;
        for (Block block : blocks) {
            if (!first && !(block instanceof Entry entry && entry.blocks().isEmpty())) {
                out.append('\n');
            }
            first = false;
            switch (block) {
                case Paragraph(String text) -> paragraph(text, indent);
                case Code(String text) ->
                    text.lines()
                            .forEach(
                                    line -> out.repeat(' ', indent).append(line).append('\n'));
                case Entry(String term, String note, List<Block> inner) -> {
                    out.repeat(' ', indent).append(strong(term));
                    out.append(note.isEmpty() ? "" : " (" + note + ")").append('\n');
                    blocks(inner, indent + INDENT);
                }
            }
        }
    }

    private void paragraph(String text, int indent) {
        int room = Math.max(NARROWEST, width - indent);
        StringBuilder line = new StringBuilder();
        for (String word : text.replace("`", "").split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > room) {
                out.repeat(' ', indent).append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.repeat(' ', indent).append(line).append('\n');
    }

    private String strong(String text) {
        return bold ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
