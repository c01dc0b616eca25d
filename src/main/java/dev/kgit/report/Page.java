package dev.kgit.report;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Lines of text, written as they come. Lines end with a line feed everywhere. */
final class Page {

    private final Appendable out;

    Page(Appendable out) {
        this.out = out;
    }

    Page line(String text) {
        return text(text + "\n");
    }

    /** Text that brings its own line ends. */
    Page text(String lines) {
        try {
            out.append(lines);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Page gap() {
        return line("");
    }
}
