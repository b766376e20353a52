import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes an SVG picture of what a terminal shows in the end. Reads what a program wrote, with its escape sequences, from the
 * standard input: {@code java TerminalPicture.java TITLE < recording > picture.svg}. Understands what {@code penstock}
 * writes: colours, cursor up, and clear to the end of the line.
 */
public final class TerminalPicture {
    private static final int CHARACTER = 8;
    private static final int LINE = 18;
    private static final int MARGIN = 16;
    private static final int BAR = 30;
    private static final String PLAIN = "#d8dee9";
    private static final Map<String, String> COLOURS = Map.of(
            "0", PLAIN, "1", "#ffffff", "2", "#7b8494", "31", "#e0787f", "32", "#a3be8c", "33", "#ebcb8b", "36", "#88c0d0");

    private record Cell(char character, String colour) {}

    private final List<List<Cell>> lines = new ArrayList<>();
    private int row;
    private int column;
    private String colour = PLAIN;

    public static void main(String[] arguments) throws IOException {
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        TerminalPicture picture = new TerminalPicture();
        picture.show(text);
        System.out.write(picture.svg(arguments.length == 0 ? "penstock" : arguments[0])
                .getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private void show(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u001b' && i + 1 < text.length() && text.charAt(i + 1) == '[') {
                int end = i + 2;
                while (end < text.length() && !Character.isLetter(text.charAt(end))) {
                    end++;
                }
                obey(text.substring(i + 2, Math.min(end, text.length())), text.charAt(Math.min(end, text.length() - 1)));
                i = end;
            } else if (c == '\n') {
                row++;
                column = 0;
            } else if (c == '\r') {
                column = 0;
            } else if (c >= ' ') {
                put(c);
            }
        }
    }

    private void obey(String values, char what) {
        switch (what) {
            case 'A' -> row = Math.max(0, row - (values.isEmpty() ? 1 : Integer.parseInt(values)));
            case 'K' -> {
                List<Cell> line = line();
                while (line.size() > column) {
                    line.removeLast();
                }
            }
            case 'm' -> colour = COLOURS.getOrDefault(values.isEmpty() ? "0" : values, colour);
            default -> {}
        }
    }

    private void put(char c) {
        List<Cell> line = line();
        while (line.size() <= column) {
            line.add(new Cell(' ', PLAIN));
        }
        line.set(column++, new Cell(c, colour));
    }

    private List<Cell> line() {
        while (lines.size() <= row) {
            lines.add(new ArrayList<>());
        }
        return lines.get(row);
    }

    private String svg(String title) {
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        int width = Math.max(480, columns * CHARACTER + 2 * MARGIN);
        int height = BAR + lines.size() * LINE + 2 * MARGIN;
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" role=\"img\">\n".formatted(width, height));
        svg.append("<title>%s</title>\n".formatted(escaped(title)));
        svg.append("<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#2e3440\"/>\n".formatted(width, height));
        svg.append("<circle cx=\"20\" cy=\"16\" r=\"5\" fill=\"#4c566a\"/><circle cx=\"38\" cy=\"16\" r=\"5\" fill=\"#4c566a\"/>"
                + "<circle cx=\"56\" cy=\"16\" r=\"5\" fill=\"#4c566a\"/>\n");
        svg.append("<g font-family=\"ui-monospace, Menlo, Consolas, monospace\" font-size=\"13\" xml:space=\"preserve\">\n");
        for (int y = 0; y < lines.size(); y++) {
            int from = 0;
            List<Cell> line = lines.get(y);
            while (from < line.size()) {
                String shade = line.get(from).colour();
                int to = from;
                StringBuilder run = new StringBuilder();
                while (to < line.size() && line.get(to).colour().equals(shade)) {
                    run.append(line.get(to++).character());
                }
                if (!run.toString().isBlank()) {
                    svg.append("<text x=\"%d\" y=\"%d\" fill=\"%s\" textLength=\"%d\">%s</text>\n".formatted(
                            MARGIN + from * CHARACTER,
                            BAR + MARGIN + y * LINE,
                            shade,
                            run.length() * CHARACTER,
                            escaped(run.toString())));
                }
                from = to;
            }
        }
        return svg.append("</g>\n</svg>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
