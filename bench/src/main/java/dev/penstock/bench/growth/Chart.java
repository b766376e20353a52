package dev.penstock.bench.growth;

import dev.penstock.bench.growth.Curve.Point;
import java.util.List;
import java.util.Locale;

/**
 * Curves as a picture in SVG: the size on a logarithmic axis, milliseconds on a linear one from zero. It is light where the
 * reader's pages are, and dark where they are dark.
 */
public record Chart(String title, String sizes, List<Curve> curves) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 60;
    private static final int RIGHT = 230;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final int LINE = 20;

    /** Colours that people with any kind of colour vision tell apart (Okabe and Ito), on white as on black. */
    private static final List<String> COLOURS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D31", "#7F7F7F");

    private static final String STYLE = """
            <style>
            rect { fill: #ffffff } text { fill: #24292f } .grid { stroke: #d8dee4 }
            @media (prefers-color-scheme: dark) {
              rect { fill: #0d1117 } text { fill: #d0d7de } .grid { stroke: #30363d }
            }
            </style>
            """;

    public String svg() {
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" role=\"img\">",
                WIDTH,
                HEIGHT);
        add(svg, "<title>%s</title>", title);
        svg.append(STYLE);
        add(svg, "<rect width=\"%d\" height=\"%d\" rx=\"6\"/>", WIDTH, HEIGHT);
        add(svg, "<text x=\"%d\" y=\"20\" font-size=\"14\">%s</text>", LEFT, title);
        axes(svg);
        for (int i = 0; i < curves.size(); i++) {
            curve(svg, curves.get(i), COLOURS.get(i % COLOURS.size()), i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        double most = most();
        for (int i = 0; i <= 4; i++) {
            double millis = most * i / 4;
            double y = y(millis);
            add(svg, "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>", LEFT, y, WIDTH - RIGHT, y);
            add(
                    svg,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 6,
                    y + 4,
                    String.format(Locale.ROOT, most < 4 ? "%.1f" : "%.0f", millis));
        }
        add(svg, "<text x=\"8\" y=\"%d\">ms, median</text>", TOP - 6);
        curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToInt(Point::size)
                .distinct()
                .sorted()
                .forEach(size -> add(
                        svg,
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                        x(size),
                        HEIGHT - BOTTOM + 18,
                        String.format(Locale.ROOT, "%,d", size)));
        add(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 12,
                sizes);
    }

    private void curve(StringBuilder svg, Curve curve, String colour, int number) {
        StringBuilder line = new StringBuilder();
        for (Point point : curve.points()) {
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.size()), y(point.millis())));
            add(
                    svg,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
                    x(point.size()),
                    y(point.millis()),
                    colour);
        }
        add(
                svg,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                line.toString().strip(),
                colour);
        int at = TOP + 10 + number * LINE;
        int left = WIDTH - RIGHT + 16;
        add(
                svg,
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"/>",
                left,
                at,
                left + 18,
                at,
                colour);
        add(svg, "<text x=\"%d\" y=\"%d\">%s</text>", left + 24, at + 4, curve.call());
    }

    private double most() {
        double most = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Point::millis)
                .max()
                .orElse(1);
        return most > 0 ? most * 1.1 : 1;
    }

    private double x(int size) {
        double smallest = Math.log(Math.max(1, bound(true)));
        double largest = Math.log(Math.max(1, bound(false)));
        double part = largest == smallest ? 0.5 : (Math.log(Math.max(1, size)) - smallest) / (largest - smallest);
        return LEFT + 20 + part * (WIDTH - RIGHT - LEFT - 40);
    }

    private int bound(boolean smallest) {
        var sizes = curves.stream().flatMap(curve -> curve.points().stream()).mapToInt(Point::size);
        return (smallest ? sizes.min() : sizes.max()).orElse(1);
    }

    private double y(double millis) {
        return HEIGHT - BOTTOM - millis / most() * (HEIGHT - BOTTOM - TOP);
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
