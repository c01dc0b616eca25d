package dev.kgit.report;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Lines of text, written as they come. Lines end with a line feed everywhere. */
final class LineWriter {

    private final Appendable out;

    LineWriter(Appendable out) {
        this.out = out;
    }

    LineWriter line(String text) {
        return text(text + "\n");
    }

    /** Text that brings its own line ends. */
    LineWriter text(String lines) {
        try {
            out.append(lines);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    LineWriter blankLine() {
        return line("");
    }
}
