package dev.kgit.connect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two lines of a stack trace that say what happened: the first, and the deepest cause. */
final class TraceHead {

    private static final int LONGEST_LINE = 400;
    private static final Pattern EXCEPTION = Pattern.compile("((?:[a-z][a-z0-9_]*\\.)+[A-Z]\\w*(?:\\$\\w+)*)(?::|$)");
    private static final String CAUSED_BY = "Caused by: ";

    private TraceHead() {}

    /** One line of bounded length; the trace is not scrubbed here. */
    static String of(String trace) {
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
        return cause.isEmpty() || first.contains(cause) ? cut(first) : cut(first) + "; caused by " + cut(cause);
    }

    /** The same lines without their messages: the exceptions' classes, which hold no values. */
    static String kinds(String trace) {
        String first = "";
        String cause = "";
        for (String line : trace.lines().toList()) {
            String text = line.strip();
            if (first.isEmpty()) {
                first = kind(text);
            }
            if (text.startsWith(CAUSED_BY)) {
                cause = kind(text.substring(CAUSED_BY.length()));
            }
        }
        return cause.isEmpty() || cause.equals(first) ? first : first + "; caused by " + cause;
    }

    private static String kind(String line) {
        Matcher exception = EXCEPTION.matcher(line);
        return exception.lookingAt() ? exception.group(1) : "";
    }

    private static String cut(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
    }
}
