package dev.kgit.connect;

import dev.kgit.model.Diagnostic;

/** Ends a deed: why it was not done. Never leaves the room. */
final class OperationFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Diagnostic why;

    OperationFailedException(Diagnostic why) {
        super(why.message());
        this.why = why;
    }

    Diagnostic why() {
        return why;
    }
}
