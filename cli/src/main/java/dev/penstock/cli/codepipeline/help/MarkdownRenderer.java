package dev.penstock.cli.codepipeline.help;

import dev.penstock.cli.codepipeline.help.Manual.Block;
import dev.penstock.cli.codepipeline.help.Manual.Code;
import dev.penstock.cli.codepipeline.help.Manual.Entry;
import dev.penstock.cli.codepipeline.help.Manual.Paragraph;
import dev.penstock.cli.codepipeline.help.Manual.Section;
import java.util.List;
import java.util.Locale;

/** A manual page as Markdown, for {@code docs/cli}. */
final class MarkdownRenderer {
    private final StringBuilder out = new StringBuilder();

    private MarkdownRenderer() {}

    static String render(Manual manual) {
        MarkdownRenderer renderer = new MarkdownRenderer();
        renderer.out.append("# ").append(manual.name()).append("\n");
        for (Section section : manual.sections()) {
            String title = section.title();
            renderer.out
                    .append("\n## ")
                    .append(title.charAt(0))
                    .append(title.substring(1).toLowerCase(Locale.ROOT))
                    .append("\n\n");
            renderer.blocks(section.blocks(), 0);
        }
        return renderer.out.toString();
    }

    private void blocks(List<Block> blocks, int indent) {
        boolean first = true;
        for (Block block : blocks) {
            if (!first && !(block instanceof Entry)) {
                out.append('\n');
            }
            first = false;
            switch (block) {
                case Paragraph(String text) -> line(text, indent);
                case Code(String text) -> {
                    line("```", indent);
                    text.lines().forEach(code -> line(code, indent));
                    line("```", indent);
                }
                case Entry(String term, String note, List<Block> inner) -> {
                    String head = "- `" + term + "`" + (note.isEmpty() ? "" : " (" + note + ")");
                    if (inner.isEmpty() || !(inner.getFirst() instanceof Paragraph(String text))) {
                        line(head, indent);
                        blocks(inner, indent + 2);
                    } else {
                        line(head + ": " + text, indent);
                        if (inner.size() > 1) {
                            out.append(inner.get(1) instanceof Entry ? "" : "\n");
                            blocks(inner.subList(1, inner.size()), indent + 2);
                        }
                    }
                }
            }
        }
    }

    private void line(String text, int indent) {
        out.repeat(' ', text.isEmpty() ? 0 : indent).append(text).append('\n');
    }
}
