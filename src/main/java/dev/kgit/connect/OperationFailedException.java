package dev.kgit.connect;

import dev.kgit.model.Diagnostic;

/** Thrown where an operation can't be carried out; {@link ConnectorExecutor} makes a failed result of it. */
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
