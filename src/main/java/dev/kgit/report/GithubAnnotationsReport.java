package dev.kgit.report;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Severity;
import dev.kgit.plan.Plan;
import dev.kgit.plan.ResourceChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Diagnostics as workflow commands, which GitHub Actions shows at the line that they are about. Errors come first, since
 * GitHub shows only some of each kind and step.
 */
public final class GithubAnnotationsReport {

    private GithubAnnotationsReport() {}

    /**
     * Writes one annotation a line.
     *
     * @param prefix path of the desired-state repository's root in the Git repository: empty, or ending with a slash
     */
    public static void write(List<Diagnostic> diagnostics, String prefix, Appendable out) {
        LineWriter page = new LineWriter(out);
        diagnostics.stream()
                .sorted(Comparator.comparing(Diagnostic::severity))
                .forEach(diagnostic -> page.line(annotation(diagnostic, prefix)));
    }

    /** Writes what is said about the plan and its rows; a row's findings stand where the row is declared. */
    public static void write(Plan plan, String prefix, Appendable out) {
        List<Diagnostic> all = new ArrayList<>(plan.diagnostics());
        plan.unreadable().forEach(unread -> all.add(unread.why().withSubject(unread.id())));
        for (ResourceChange change : plan.changes()) {
            for (Diagnostic finding : change.findings()) {
                Place place = finding.place() == null ? change.source() : finding.place();
                all.add(finding.withPlace(place).withSubject(change.id()));
            }
        }
        write(all, prefix, out);
    }

    private static String annotation(Diagnostic diagnostic, String prefix) {
        List<String> properties = new ArrayList<>();
        Place place = diagnostic.place();
        if (place != null) {
            properties.add("file=" + property(prefix + place.file()));
            properties.add("line=" + place.line());
            properties.add("col=" + place.column());
        }
        properties.add("title=" + property(title(diagnostic.code(), diagnostic.subject())));
        String hint = diagnostic.hint();
        String message = diagnostic.message() + (hint == null ? "" : "\nhint: " + hint);
        return "::" + command(diagnostic.severity()) + " " + String.join(",", properties) + "::" + data(message);
    }

    private static String title(String code, @Nullable ResourceId subject) {
        return subject == null ? code : code + " " + LineEscaper.name(subject);
    }

    private static String command(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
        };
    }

    private static String data(String text) {
        return LineEscaper.cut(text, 2_000)
                .lines()
                .map(LineEscaper::text)
                .reduce((above, below) -> above + "\n" + below)
                .orElse("")
                .replace("%", "%25")
                .replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
