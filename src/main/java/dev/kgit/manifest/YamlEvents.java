package dev.kgit.manifest;

import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;

/** A YAML text as the parser's events, the same for whoever reads it. */
final class YamlEvents {

    /** The parser's own size for a text that is read piece by piece. */
    private static final int PIECE = 1024;

    private YamlEvents() {}

    /** @param label names the text in the parser's own messages */
    static Iterator<Event> of(String label, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(label)
                .setCodePointLimit(InputLimits.BYTES)
                .setParseComments(false)
                // In one piece: the parser breaks where a piece ends between the two halves of a character such as an
                // emoji.
                .setBufferSize(Math.max(PIECE, text.length() + 2))
                .build();
        return new Parse(settings).parseString(text).iterator();
    }
}
