package dev.penstock.cli.codepipeline.help;

import dev.penstock.cli.codepipeline.help.Manual.Block;
import dev.penstock.cli.codepipeline.help.Manual.Code;
import dev.penstock.cli.codepipeline.help.Manual.Entry;
import dev.penstock.cli.codepipeline.help.Manual.Paragraph;
import dev.penstock.cli.codepipeline.help.Manual.Section;
import java.util.List;
import java.util.Locale;

/** A manual page for {@code man}. */
final class RoffRenderer {
    private final StringBuilder out = new StringBuilder();

    private RoffRenderer() {}

    /**
     * @param page name of the page
     */
    static String render(Manual manual, String page, String version) {
        RoffRenderer renderer = new RoffRenderer();
        renderer.out.append(
                ".TH \"%s\" 1 \"\" \"Penstock %s\" \"Penstock\"\n".formatted(page.toUpperCase(Locale.ROOT), version));
        // Neither stretched lines nor broken words: both would change what is to be typed.
        renderer.out.append(".ad l\n.nh\n");
        renderer.out
                .append(".SH NAME\n")
                .append(text(page + " - " + manual.summary()))
                .append('\n');
        for (Section section : manual.sections()) {
            renderer.out.append(".SH ").append(section.title()).append('\n');
            renderer.blocks(section.blocks());
        }
        return renderer.out.toString();
    }

    private void blocks(List<Block> blocks) {
        for (Block block : blocks) {
            switch (block) {
                case Paragraph(String text) ->
                    out.append(".PP\n").append(text(text)).append('\n');
                case Code(String code) -> {
                    out.append(".PP\n.nf\n");
                    code.lines().forEach(line -> out.append(escaped(line)).append('\n'));
                    out.append(".fi\n");
                }
                case Entry(String term, String note, List<Block> inner) -> {
                    out.append(".PP\n\\fB").append(escaped(term)).append("\\fR");
                    out.append(note.isEmpty() ? "" : " (" + escaped(note) + ")").append('\n');
                    out.append(".RS 4\n");
                    blocks(inner);
                    out.append(".RE\n");
                }
            }
        }
    }

    /** Code between backticks becomes bold. */
    private static String text(String text) {
        StringBuilder line = new StringBuilder();
        boolean code = false;
        for (String part : text.split("`", -1)) {
            line.append(code ? "\\fB" + escaped(part) + "\\fR" : escaped(part));
            code = !code;
        }
        return line.toString();
    }

    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
