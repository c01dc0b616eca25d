package dev.kgit.connect;

import dev.kgit.kinds.connector.live.ConnectorExecutor;
import dev.kgit.model.Diagnostic;

/** Thrown where an operation can't be carried out; {@link ConnectorExecutor} makes a failed result of it. */
public final class OperationFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Diagnostic why;

    public OperationFailedException(Diagnostic why) {
        super(why.message());
        this.why = why;
    }

    public Diagnostic why() {
        return why;
    }
}
