package dev.kgit.kinds.connector.live;

import dev.kgit.model.PrintableText;
import java.util.regex.Pattern;

/** A plugin's documentation as one short line: no markup, and nothing that is not seen as what it is. */
final class PlainText {

    private static final int LONGEST = 300;

    /** Of a longer text the rest is not even read. */
    private static final int MOST_READ = 20 * LONGEST;

    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]{0,200}+>");

    /** What begins a tag, a comment or an instruction, and is left when whole tags are gone. */
    private static final Pattern BEGINNING = Pattern.compile("<(?=[A-Za-z/!?])");

    private static final Pattern BLANKS = Pattern.compile(" {2,}+");

    private PlainText() {}

    static String line(String documentation) {
        String text = TAG.matcher(PrintableText.head(documentation, MOST_READ)).replaceAll(" ");
        text = text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
        text = BEGINNING.matcher(text).replaceAll("< ");
        // Some editors take it for Markdown, where this makes a link or fetches a picture.
        text = text.replace("](", "] (").replace("][", "] [");
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(PrintableText.isShowable(c) ? c : ' '));
        return bounded(BLANKS.matcher(shown).replaceAll(" ").strip());
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
