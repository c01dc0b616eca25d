package dev.kgit.kafka;

import dev.kgit.model.Diagnostic;

/** Not sent, since it may not be. */
final class NotPermittedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic why;

    NotPermittedException(Diagnostic why) {
        super(why.message());
        this.why = why;
    }

    Diagnostic why() {
        return why;
    }
}
