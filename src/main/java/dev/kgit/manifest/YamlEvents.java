package dev.kgit.manifest;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The events of a YAML text. Whatever the parser throws comes out as {@code YamlEngineException}: a fault of the parser is
 * about this text, too.
 */
final class YamlEvents implements Iterator<Event> {

    private final Iterator<Event> events;

    private YamlEvents(LoadSettings settings, String text) {
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** Without comments. */
    static Iterator<Event> of(String text) {
        return new YamlEvents(settings(text), text);
    }

    /**
     * The whole text fits into the parser's buffer: where one ends between the two halves of a character outside of the basic
     * plane, the parser writes behind the buffer's end.
     */
    private static LoadSettings settings(String text) {
        return LoadSettings.builder()
                .setCodePointLimit(InputLimits.BYTES)
                .setBufferSize(text.length() + 2)
                .setParseComments(false)
                .build();
    }

    @Override
    public boolean hasNext() {
        try {
            return events.hasNext();
        } catch (YamlEngineException known) {
            throw known;
        } catch (RuntimeException fault) {
            throw new YamlEngineException("the YAML parser fails: " + fault, fault);
        }
    }

    @Override
    public Event next() {
        try {
            return events.next();
        } catch (YamlEngineException | NoSuchElementException known) {
            throw known;
        } catch (RuntimeException fault) {
            throw new YamlEngineException("the YAML parser fails: " + fault, fault);
        }
    }
}
