package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Finds where the parts of a YAML text stand. The text has been read before, so that it is known to be in order. */
final class YamlSyntaxParser {

    private final String text;
    private final Iterator<Event> events;

    /** Where the parser, which counts in code points, was last, and where that is in characters. */
    private int codePoints;

    private int characters;

    private YamlSyntaxParser(String text) {
        this.text = text;
        this.events = YamlEvents.of(text);
    }

    /** The documents of the text, also those that say nothing. */
    static List<SyntaxNode> of(String text) {
        YamlSyntaxParser reader = new YamlSyntaxParser(text);
        List<SyntaxNode> documents = new ArrayList<>();
        while (reader.events.hasNext()) {
            if (reader.events.next().getEventId() == Event.ID.DocumentStart) {
                documents.add(reader.part(reader.events.next()));
            }
        }
        return documents;
    }

    private SyntaxNode part(Event event) {
        SyntaxNode part = switch (event.getEventId()) {
            case MappingStart -> map((CollectionStartEvent) event);
            case SequenceStart -> list((CollectionStartEvent) event);
            case Alias ->
                SyntaxNode.alias(
                        offset(event.getStartMark()),
                        offset(event.getEndMark()),
                        ((AliasEvent) event).getAlias().getValue());
            default -> scalar((ScalarEvent) event);
        };
        boolean anchored = event.getEventId() != Event.ID.Alias
                && ((NodeEvent) event).getAnchor().isPresent();
        return anchored || isTagged(event) ? part.withAnchor(anchor(event)) : part;
    }

    private static @Nullable String anchor(Event event) {
        return ((NodeEvent) event).getAnchor().map(Anchor::getValue).orElse(null);
    }

    private static boolean isTagged(Event event) {
        return event instanceof CollectionStartEvent collection
                ? collection.getTag().isPresent()
                : event instanceof ScalarEvent scalar && scalar.getTag().isPresent();
    }

    private SyntaxNode scalar(ScalarEvent event) {
        int start = offset(event.getStartMark());
        int end = offset(event.getEndMark());
        SyntaxNode.Lines lines = SyntaxNode.Lines.NONE;
        if (event.getScalarStyle() == ScalarStyle.LITERAL || event.getScalarStyle() == ScalarStyle.FOLDED) {
            lines = lines(start, end);
            end = blockEnd(start, end, lines);
        }
        return SyntaxNode.scalar(start, end, event.getValue(), event.isPlain()).withLines(lines);
    }

    /** What the first line of a block of lines says of its last line breaks, as in {@code |2-}. */
    private SyntaxNode.Lines lines(int start, int end) {
        int mark = start;
        while (mark < end && text.charAt(mark) != '|' && text.charAt(mark) != '>') {
            int space = indexOf(" \t\r\n", mark, end);
            // An anchor or a tag may hold the mark's character.
            mark = space == mark ? mark + 1 : space;
        }
        for (int at = mark + 1; at < end && " \t\r\n".indexOf(text.charAt(at)) < 0; at++) {
            if (text.charAt(at) == '-') {
                return SyntaxNode.Lines.STRIPPED;
            }
            if (text.charAt(at) == '+') {
                return SyntaxNode.Lines.KEPT;
            }
        }
        return SyntaxNode.Lines.CLIPPED;
    }

    private int indexOf(String characters, int from, int to) {
        int at = from;
        while (at < to && characters.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /**
     * Behind the last character of a block of lines. The parser counts the line breaks after it, and what indents the line that
     * comes then; blanks at line ends are a part of the value, and so are its last line breaks where they are kept.
     */
    private int blockEnd(int start, int end, SyntaxNode.Lines lines) {
        int last = end;
        if (last < text.length()) {
            while (last > start && text.charAt(last - 1) == ' ') {
                last--;
            }
            last = last > start && text.charAt(last - 1) == '\n' ? last : end;
        }
        if (lines == SyntaxNode.Lines.KEPT) {
            return LineBounds.withoutBreak(text, start, last);
        }
        while (last > start && "\n\r".indexOf(text.charAt(last - 1)) >= 0) {
            last--;
        }
        return last;
    }

    private SyntaxNode map(CollectionStartEvent begin) {
        int start = start(begin);
        List<SyntaxNode.Pair> pairs = new ArrayList<>();
        Event event = events.next();
        for (; event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            SyntaxNode key = part(event);
            pairs.add(new SyntaxNode.Pair(key, part(events.next())));
        }
        int last = pairs.isEmpty() ? start : pairs.get(pairs.size() - 1).value().end();
        return SyntaxNode.map(start, begin.isFlow() ? offset(event.getEndMark()) : last, begin.isFlow(), pairs);
    }

    private SyntaxNode list(CollectionStartEvent begin) {
        int start = start(begin);
        List<SyntaxNode> items = new ArrayList<>();
        Event event = events.next();
        for (; event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(part(event));
        }
        int last = items.isEmpty() ? start : items.get(items.size() - 1).end();
        return SyntaxNode.list(start, begin.isFlow() ? offset(event.getEndMark()) : last, begin.isFlow(), items);
    }

    /** The parser has a map or a list begin at its anchor, and where it is a block, ends that beginning at its first entry. */
    private int start(CollectionStartEvent begin) {
        boolean behind = !begin.isFlow() && (begin.getAnchor().isPresent() || isTagged(begin));
        return offset(behind ? begin.getEndMark() : begin.getStartMark());
    }

    /** Offsets come nearly in order, so that each is found from the one before. */
    private int offset(Optional<Mark> mark) {
        int wanted = mark.map(Mark::getIndex).orElse(0);
        characters = text.offsetByCodePoints(characters, wanted - codePoints);
        codePoints = wanted;
        return characters;
    }
}
