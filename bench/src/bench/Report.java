package bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The results as a table (Markdown, which reads as text) and as JSON. */
final class Report {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<Result> results;
    private final Map<String, String> machine;

    Report(List<Result> results, Map<String, String> machine) {
        this.results = results;
        this.machine = new TreeMap<>(machine);
    }

    void table(PrintStream out) {
        out.println("| work | measured | | against | | ratio | bound | holds |");
        out.println("|---|---|--:|---|--:|--:|--:|---|");
        for (Result result : results) {
            boolean relative = result.against() != null;
            out.println("| " + result.work() + " | " + result.subject() + " | "
                    + number(result.value()) + " " + result.unit() + " | "
                    + (relative ? result.against() + " | " + number(result.base()) + " " + result.unit() : " | ")
                    + " | " + (relative ? String.format(Locale.ROOT, "%.2f", result.ratio()) : "") + " | "
                    + bound(result) + " | " + (result.bound() == 0 ? "" : result.holds() ? "yes" : "NO") + " |");
        }
        out.println();
        machine.forEach((what, value) -> out.println("- " + what + ": " + value));
    }

    private static String bound(Result result) {
        if (result.bound() == 0) {
            return "";
        }
        return result.against() == null
                ? number(result.bound()) + " " + result.unit()
                : String.format(Locale.ROOT, "%.2f", result.bound());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }

    void json(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode where = root.putObject("machine");
        machine.forEach(where::put);
        var list = root.putArray("results");
        for (Result result : results) {
            ObjectNode one = list.addObject();
            one.put("work", result.work());
            one.put("subject", result.subject());
            one.put("median", result.value());
            one.put("unit", result.unit());
            if (result.against() != null) {
                one.put("against", result.against());
                one.put("againstMedian", result.base());
                one.put("ratio", result.ratio());
            }
            one.put("bound", result.bound());
            one.put("holds", result.holds());
            result.runs().forEach(one.putArray("runs")::add);
            result.baseRuns().forEach(one.putArray("againstRuns")::add);
        }
        Path parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }
}
