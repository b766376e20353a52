package dev.penstock.cli.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlainTextTest {
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text, true);

    @Test
    void nothingThatSteersATerminalIsLeft() {
        assertThat(PlainText.of("a\u001b[2Jb\r\nc\td\u0007\u009b31m\u202ee\u0000 日é"))
                .isEqualTo("a[2Jb c d31me 日é");
        assertThat(PlainText.of(null)).isEmpty();
    }

    @Test
    void aCutLineDoesNotEndInHalfACharacter() {
        assertThat(PlainText.cut("abcd", 4)).isEqualTo("abcd");
        assertThat(PlainText.cut("abcde", 4)).isEqualTo("abc…");
        assertThat(PlainText.cut("ab😀de", 4)).isEqualTo("ab…");
    }

    @Test
    void cellsOfATableArePlain() {
        new Table(List.of("BY"), List.of(List.of("ann\u001b[31m\nROOT"))).print(out);
        assertThat(text.toString().lines()).containsExactly("BY", "ann[31m ROOT");
    }

    @Test
    void reasonsArePlain() {
        ExplainCommand.print(
                "shop",
                JsonMapper.shared()
                        .readTree("[{\"pipelineExecutionId\": \"e-1\", \"status\": \"InProgress\", \"reasons\":"
                                + " [{\"stageName\": \"Release\", \"sentence\": \"closed by ann: \\u001b[2Jno\"}]}]"),
                out);
        assertThat(text.toString().lines()).containsExactly("e-1  InProgress", "  Release  closed by ann: [2Jno");
    }
}
