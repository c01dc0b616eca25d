package dev.kgit.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a stack trace that say what happened: the first, and the deepest cause where that is another one.
 *
 * @param lines one or two
 */
public record ErrorTrace(List<Line> lines) {

    private static final int LONGEST_LINE = 400;
    private static final Pattern EXCEPTION =
            Pattern.compile("((?:[a-z][a-z0-9_]*+\\.)++[A-Z]\\w*+(?:\\$\\w++)*+)(?::\\s*+|$)");
    private static final String CAUSED_BY = "Caused by: ";

    /**
     * One line.
     *
     * @param exceptions classes of exceptions, as {@code a.b.C: d.e.F}; empty where it names none
     * @param message what is said behind them, of bounded length
     */
    record Line(String exceptions, String message) {

        public static Line of(String text) {
            List<String> classes = new ArrayList<>();
            Matcher exception = EXCEPTION.matcher(text);
            int from = 0;
            while (exception.region(from, text.length()).lookingAt()) {
                classes.add(exception.group(1));
                from = exception.end();
            }
            return new Line(String.join(": ", classes), cut(text.substring(from)));
        }

        public String text() {
            return exceptions.isEmpty() || message.isEmpty() ? exceptions + message : exceptions + ": " + message;
        }
    }

    public static ErrorTrace of(String trace) {
        String first = "";
        String cause = "";
        for (String line : trace.lines().toList()) {
            String text = line.strip();
            if (first.isEmpty()) {
                first = text;
            }
            if (text.startsWith(CAUSED_BY)) {
                cause = text.substring(CAUSED_BY.length());
            }
        }
        boolean same = cause.isEmpty() || first.contains(cause);
        return new ErrorTrace(same ? List.of(Line.of(first)) : List.of(Line.of(first), Line.of(cause)));
    }

    /** All of it on one line. */
    public String text() {
        return String.join("; caused by ", lines.stream().map(Line::text).toList());
    }

    private static String cut(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
    }
}
