package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** Says in a person's words where YAML stops being YAML. What stands there decides, not the parser's wording. */
final class SyntaxDiagnostics {

    /** What Git writes above a conflict that it can't merge. */
    private static final Pattern CONFLICT = Pattern.compile("(?m)^<{7}(?: |$)");

    /** A key whose colon has no space behind it; what stands behind `://` is an address. */
    private static final Pattern NO_SPACE =
            Pattern.compile("(\\s*(?:- )?)([A-Za-z_][A-Za-z0-9._-]{0,100}):(?!//)[^\\s:].*");

    private SyntaxDiagnostics() {}

    static Place place(String file, Optional<Mark> mark) {
        return mark.isEmpty()
                ? new Place(file, 1, 1)
                : new Place(file, mark.get().getLine() + 1, mark.get().getColumn() + 1);
    }

    static Diagnostic of(String file, String text, MarkedYamlEngineException syntax) {
        Place place = place(file, syntax.getProblemMark());
        Optional<Diagnostic> plain = conflict(file, text).or(() -> noSpace(file, text, syntax));
        if (plain.isPresent()) {
            return plain.get();
        }
        String line = line(text, place.line());
        if (character(line, place.column()) == '\t' || line.startsWith("\t")) {
            return Diagnostic.error("KG008", "a tab stands where YAML wants spaces")
                    .withHint("indent with spaces")
                    .withPlace(place);
        }
        if (syntax.getProblemMark().filter(mark -> isEnd(text, mark)).isPresent()) {
            Place begin = syntax.getContextMark().isPresent() ? place(file, syntax.getContextMark()) : place;
            return Diagnostic.error("KG008", "the file ends before what begins here does")
                    .withHint("look for a quote, `[` or `{` that is not closed")
                    .withPlace(begin);
        }
        // The parser never quotes the file in its problem, only single characters; values can't show.
        String problem = syntax.getProblem();
        return Diagnostic.error("KG008", "this is not YAML: " + (problem == null ? "it can't be parsed" : problem))
                .withHint(hint(text, line, place))
                .withPlace(place);
    }

    /** A merge that was not brought to its end, if that is what stands in the text. */
    static Optional<Diagnostic> conflict(String file, String text) {
        Matcher marker = CONFLICT.matcher(text);
        if (!marker.find()) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.error("KG008", "a merge conflict stands here that nobody has resolved")
                .withHint(
                        "keep what is right of the lines up to `>>>>>>>`, and take the lines with `<<<<<<<`, `=======`"
                                + " and `>>>>>>>` away")
                .withPlace(LineBounds.place(file, text, marker.start())));
    }

    /** Where the parser stumbles over a key without a space behind it, it does so there, where it began, or a line later. */
    private static Optional<Diagnostic> noSpace(String file, String text, MarkedYamlEngineException syntax) {
        int problem = place(file, syntax.getProblemMark()).line();
        int begin = syntax.getContextMark().isPresent()
                ? place(file, syntax.getContextMark()).line()
                : problem;
        for (int number : new int[] {begin, problem, problem - 1}) {
            Matcher key = NO_SPACE.matcher(number < 1 ? "" : line(text, number));
            if (key.matches()) {
                int column = 1 + key.end(2);
                return Optional.of(noSpace(key.group(2)).withPlace(new Place(file, number, column)));
            }
        }
        return Optional.empty();
    }

    private static Diagnostic noSpace(String key) {
        return Diagnostic.error("KG008", "`" + key + ":` has no space behind its colon")
                .withHint("write `" + key + ": ` and then the value");
    }

    /** The key of a text that was to be a key and its value. */
    static Optional<String> keyWithoutSpace(String text) {
        Matcher key = NO_SPACE.matcher(text.lines().findFirst().orElse(""));
        return key.matches() ? Optional.of(key.group(2)) : Optional.empty();
    }

    static Diagnostic of(String file, String text, ReaderException character) {
        int position = Math.min(Math.max(character.getPosition(), 0), text.length());
        return Diagnostic.error(
                        "KG008",
                        String.format(
                                java.util.Locale.ROOT,
                                "this is not YAML: the character U+%04X can't stand here",
                                character.getCodePoint()))
                .withHint("write it as an escape in double quotes, or take it away")
                .withPlace(LineBounds.place(file, text, position));
    }

    /** Complains about an escape that is one half of a character, which no encoding can say. */
    static void refuseHalves(String text, Place place, DiagnosticCollector problems) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            if (Character.isBmpCodePoint(character) && Character.isSurrogate((char) character)) {
                problems.error(
                        "KG008",
                        place,
                        String.format(
                                java.util.Locale.ROOT,
                                "the escape `\\u%04x` is one half of a character, without the other",
                                character),
                        "write both halves, or the character itself");
                return;
            }
        }
    }

    private static boolean isEnd(String text, Mark mark) {
        return mark.getIndex() >= text.codePointCount(0, text.length());
    }

    private static @Nullable String hint(String text, String line, Place place) {
        String before = place.line() > 1 ? line(text, place.line() - 1) : "";
        if (line.contains("${{") || before.contains("${{")) {
            return "inside { } and [ ] a `${{ ... }}` has to stand in quotes";
        }
        char at = character(line, place.column());
        if (at == '@' || at == '`' || at == '%') {
            return "a text that begins with `" + at + "` has to stand in quotes";
        }
        if (line.contains(": ")) {
            return "a text that holds `: ` or ` #` has to stand in quotes; the lines of one map begin in one column";
        }
        return null;
    }

    private static char character(String line, int column) {
        return column >= 1 && column <= line.length() ? line.charAt(column - 1) : ' ';
    }

    private static String line(String text, int number) {
        int from = 0;
        for (int i = 1; i < number; i++) {
            int lineBreak = text.indexOf('\n', from);
            if (lineBreak < 0) {
                return "";
            }
            from = lineBreak + 1;
        }
        int to = text.indexOf('\n', from);
        return text.substring(from, to < 0 ? text.length() : to);
    }
}
