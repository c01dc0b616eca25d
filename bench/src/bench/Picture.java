package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Bars: what was measured, what it is held against, and a line where the bound is. */
final class Picture {

    private static final int LABELS = 200;
    private static final int WIDTH = 760;
    private static final int ROW = 46;
    private static final int BAR = 14;

    private Picture() {}

    static void draw(List<Result> results, Path file) throws IOException {
        List<Result> raced = results.stream().filter(result -> result.against() != null).toList();
        StringBuilder svg = new StringBuilder();
        int height = 30 + ROW * raced.size();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height)
                .append("\" font-family=\"system-ui, sans-serif\" font-size=\"12\">\n")
                .append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        double widest = raced.stream()
                .mapToDouble(result -> Math.max(result.ratio(), result.bound()))
                .max()
                .orElse(1);
        double scale = (WIDTH - LABELS - 150) / widest;
        int y = 14;
        for (Result result : raced) {
            text(svg, LABELS - 10, y + 17, "end", result.work());
            bar(svg, y, result.ratio() * scale, "#2563eb");
            label(svg, y, result.ratio() * scale, result.subject(), result.value());
            bar(svg, y + BAR + 2, scale, "#cbd5e1");
            label(svg, y + BAR + 2, scale, String.valueOf(result.against()), result.base());
            if (result.bound() > 0) {
                double x = LABELS + result.bound() * scale;
                svg.append(String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#dc2626\" stroke-dasharray=\"3 2\"/>%n",
                        x,
                        x,
                        y - 3,
                        y + 2 * BAR + 5));
            }
            y += ROW;
        }
        text(svg, LABELS, height - 6, "start", "Medians of whole processes, in milliseconds; dashed: the bound.");
        svg.append("</svg>\n");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, svg);
    }

    private static void bar(StringBuilder svg, int y, double width, String fill) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
                LABELS,
                y,
                width,
                BAR,
                fill));
    }

    private static void label(StringBuilder svg, int y, double width, String who, double value) {
        text(svg, (int) (LABELS + width + 8), y + BAR - 3, "start", String.format(Locale.ROOT, "%s %,.0f", who, value));
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"#1e293b\">%s</text>%n",
                x,
                y,
                anchor,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
