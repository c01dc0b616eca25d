package dev.kgit.kafka;

import dev.kgit.model.Diagnostic;

/** Not sent, since it may not be. */
public final class NotPermittedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic why;

    public NotPermittedException(Diagnostic why) {
        super(why.message());
        this.why = why;
    }

    public Diagnostic why() {
        return why;
    }
}
