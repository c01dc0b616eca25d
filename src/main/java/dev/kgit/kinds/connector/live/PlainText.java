package dev.kgit.kinds.connector.live;

import dev.kgit.model.PrintableText;
import java.util.Map;

/** A plugin's documentation as one short line: no markup, and nothing that is not seen as what it is. Reads no more than it takes. */
final class PlainText {

    private static final int LONGEST = 300;
    private static final int LONGEST_TAG = 200;

    private static final Map<String, String> ENTITIES =
            Map.of("&lt;", "<", "&gt;", ">", "&quot;", "\"", "&#39;", "'", "&nbsp;", " ", "&amp;", "&");

    private final String text;
    private final StringBuilder line = new StringBuilder();
    private int at;

    private PlainText(String text) {
        this.text = text;
    }

    static String line(String documentation) {
        PlainText plain = new PlainText(documentation);
        while (plain.at < documentation.length() && plain.line.length() <= LONGEST) {
            plain.next();
        }
        return bounded(plain.line.toString().strip());
    }

    private void next() {
        int c = text.codePointAt(at);
        int end = c == '<' ? endOfTag() : -1;
        if (end > 0) {
            at = end;
            append(' ');
            return;
        }
        if (c == '&') {
            for (Map.Entry<String, String> entity : ENTITIES.entrySet()) {
                if (text.startsWith(entity.getKey(), at)) {
                    at += entity.getKey().length();
                    append(entity.getValue().charAt(0));
                    return;
                }
            }
        }
        at += Character.charCount(c);
        append(c);
    }

    /** Where the tag ends that begins here; -1 where none does. */
    private int endOfTag() {
        int i = at + 1;
        i += i < text.length() && text.charAt(i) == '/' ? 1 : 0;
        if (i >= text.length() || !isLetter(text.charAt(i))) {
            return -1;
        }
        for (int last = Math.min(text.length(), at + LONGEST_TAG); i < last && text.charAt(i) != '<'; i++) {
            if (text.charAt(i) == '>') {
                return i + 1;
            }
        }
        return -1;
    }

    private void append(int c) {
        char before = line.isEmpty() ? ' ' : line.charAt(line.length() - 1);
        if (c == ' ' || !PrintableText.isShowable(c)) {
            if (before != ' ') {
                line.append(' ');
            }
            return;
        }
        // What is left of a tag, and what is a link or a picture where an editor takes it for Markdown.
        boolean opens = before == '<' && (isLetter(c) || c == '/' || c == '!' || c == '?');
        boolean links = before == ']' && (c == '(' || c == '[');
        if (opens || links) {
            line.append(' ');
        }
        line.appendCodePoint(c);
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static String bounded(String line) {
        if (line.length() <= LONGEST) {
            return line;
        }
        String head = PrintableText.head(line, LONGEST - 3);
        int word = head.lastIndexOf(' ');
        return (word > LONGEST / 2 ? head.substring(0, word) : head) + "...";
    }
}
