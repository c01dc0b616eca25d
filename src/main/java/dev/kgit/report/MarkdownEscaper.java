package dev.kgit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text from elsewhere made safe for a comment on GitHub or GitLab: it can't mention people, link, load images, refer to
 * issues, open HTML or leave the place that it stands in.
 */
final class MarkdownEscaper {

    /** A word that no renderer sees anything in. Whatever is not one stands in a code span. */
    private static final Pattern PLAIN =
            Pattern.compile("[(\"']{0,2}(?!www|WWW)[A-Za-z0-9]++(?:[-'.,][A-Za-z0-9]++)*+[.,;:!?)\"'%]{0,3}");

    private static final Pattern NOT_IN_MARKERS = Pattern.compile("[^A-Za-z0-9._/-]|--");

    private static final int LONGEST_SPAN = 1_000;

    private MarkdownEscaper() {}

    /** A word, or several that stand between backticks. */
    private static final Pattern WORD = Pattern.compile("(?:`[^`]*+`|[^ `]++|`)++| ");

    /** What the author of a message set in code. */
    private static final Pattern QUOTED = Pattern.compile("([(]?)`([^`]+)`([.,;:!?)]{0,3})");

    /** A word with what stands behind it in a sentence. */
    private static final Pattern ENDED = Pattern.compile("(.*[^.,;:])([.,;:])");

    /** Words as they are, everything else as code. */
    static String prose(String text) {
        List<String> words = new ArrayList<>();
        List<String> code = new ArrayList<>();
        Matcher found = WORD.matcher(LineEscaper.text(text));
        while (found.find()) {
            String word = found.group();
            Matcher quoted = QUOTED.matcher(word);
            if (quoted.matches()) {
                flush(code, words);
                words.add(quoted.group(1) + span(quoted.group(2)) + quoted.group(3));
            } else if (PLAIN.matcher(word).matches()) {
                flush(code, words);
                words.add(word);
            } else if (!word.equals(" ")) {
                code.add(word.replace('`', '\''));
            }
        }
        flush(code, words);
        return String.join(" ", words);
    }

    /** A span for each word, so that an id can be copied; what ends a part of a sentence is no part of it. */
    private static void flush(List<String> code, List<String> words) {
        for (String word : code) {
            Matcher ended = ENDED.matcher(word);
            words.add(ended.matches() ? span(ended.group(1)) + ended.group(2) : span(word));
        }
        code.clear();
    }

    /** Markdown as a cell of a table, which a bar would end, within a code span too. */
    static String cell(String markdown) {
        return markdown.replace('|', '\u00A6').replace('\n', ' ');
    }

    /** A code span. */
    static String code(String text) {
        return span(LineEscaper.text(LineEscaper.cut(text, LONGEST_SPAN)));
    }

    private static String span(String line) {
        String ticks = "`".repeat(longestRun(line) + 1);
        String pad = line.isEmpty() || line.startsWith("`") || line.endsWith("`") ? " " : "";
        return ticks + pad + line + pad + ticks;
    }

    /** A block of lines, each of which is safe to stand on one line. */
    static String fence(String language, List<String> lines) {
        String body = String.join("\n", lines);
        String ticks = "`".repeat(Math.max(3, longestRun(body) + 1));
        return ticks + language + "\n" + body + "\n" + ticks + "\n";
    }

    /** A hidden line by which a bot finds the comment again. */
    static String marker(String what, String project, String environment) {
        return "<!-- kgit:" + what + " " + inMarker(project) + "/" + inMarker(environment) + " -->\n";
    }

    private static String inMarker(String name) {
        return NOT_IN_MARKERS.matcher(name).replaceAll(found -> {
            StringBuilder escaped = new StringBuilder();
            for (char unit : found.group().toCharArray()) {
                escaped.append(String.format(Locale.ROOT, "%%%02X", (int) unit));
            }
            return escaped.toString();
        });
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
