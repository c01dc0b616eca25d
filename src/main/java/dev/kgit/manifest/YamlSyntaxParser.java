package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Finds where the parts of a YAML text stand. The text has been read before, so that it is known to be in order. */
final class YamlSyntaxParser {

    private final String text;
    private final Iterator<Event> events;

    /** Whether offsets in characters are offsets in code points, as the parser counts them. */
    private final boolean simple;

    private YamlSyntaxParser(String text) {
        this.text = text;
        this.simple = text.codePointCount(0, text.length()) == text.length();
        this.events = YamlEvents.of("", text);
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
        boolean anchored = event instanceof NodeEvent node && node.getAnchor().isPresent();
        int start = offset(event.getStartMark());
        return switch (event.getEventId()) {
            case MappingStart -> map(start, anchored, ((CollectionStartEvent) event).isFlow());
            case SequenceStart -> list(start, anchored, ((CollectionStartEvent) event).isFlow());
            case Alias ->
                new SyntaxNode(
                        SyntaxNode.Kind.ALIAS,
                        start,
                        offset(event.getEndMark()),
                        "",
                        false,
                        false,
                        false,
                        List.of(),
                        List.of());
            default -> scalar((ScalarEvent) event, start, anchored);
        };
    }

    private SyntaxNode scalar(ScalarEvent event, int start, boolean anchored) {
        int end = offset(event.getEndMark());
        if (event.getScalarStyle() == ScalarStyle.LITERAL || event.getScalarStyle() == ScalarStyle.FOLDED) {
            // The parser counts the line break, and what indents the line after it.
            while (end > start && " \n\r".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
        }
        boolean tagged = event.getTag().isPresent();
        return SyntaxNode.scalar(start, end, event.getValue(), event.isPlain(), anchored || tagged);
    }

    private SyntaxNode map(int start, boolean anchored, boolean flow) {
        List<SyntaxNode.Pair> pairs = new ArrayList<>();
        Event event = events.next();
        for (; event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            SyntaxNode key = part(event);
            pairs.add(new SyntaxNode.Pair(key, part(events.next())));
        }
        int last = pairs.isEmpty() ? start : pairs.get(pairs.size() - 1).value().end();
        int end = flow ? offset(event.getEndMark()) : last;
        return new SyntaxNode(SyntaxNode.Kind.MAP, start, end, "", flow, false, anchored, pairs, List.of());
    }

    private SyntaxNode list(int start, boolean anchored, boolean flow) {
        List<SyntaxNode> items = new ArrayList<>();
        Event event = events.next();
        for (; event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(part(event));
        }
        int last = items.isEmpty() ? start : items.get(items.size() - 1).end();
        int end = flow ? offset(event.getEndMark()) : last;
        return new SyntaxNode(SyntaxNode.Kind.LIST, start, end, "", flow, false, anchored, List.of(), items);
    }

    private int offset(Optional<Mark> mark) {
        int codePoints = mark.map(Mark::getIndex).orElse(0);
        return simple ? codePoints : text.offsetByCodePoints(0, codePoints);
    }
}
