package dev.kgit.kafka;

import dev.kgit.model.Diagnostic;

/** Not sent, since it may not be. */
final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic why;

    Denied(Diagnostic why) {
        super(why.message());
        this.why = why;
    }

    Diagnostic why() {
        return why;
    }
}
