package dev.kgit.report;

import dev.kgit.model.Diagnostic;
import java.util.List;

/** Why there is no plan, or no word about drift: a comment that takes the place of the one that would show it. */
public final class FailureMarkdownReport {

    private static final int RESERVE = 500;

    private FailureMarkdownReport() {}

    /**
     * Writes the body.
     *
     * @param verb the command, which its comment is found again by
     * @param project as far as it is known; else a question mark, and so the environment
     * @param cause in a few words
     */
    public static void write(
            String verb, String project, String environment, String cause, List<Diagnostic> why, Appendable out) {
        BoundedComment comment = new BoundedComment("", RESERVE);
        comment.add(MarkdownEscaper.marker(verb, project, environment));
        comment.add("### kgit " + verb + ": " + MarkdownEscaper.code(project) + " / "
                + MarkdownEscaper.code(environment) + "\n\n");
        comment.add("**There is no result: " + cause + ".**\n\n");
        PlanMarkdownReport.diagnostics(why, comment);
        new LineWriter(out).text(comment.text());
    }
}
