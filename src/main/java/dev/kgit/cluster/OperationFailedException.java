package dev.kgit.cluster;

import dev.kgit.model.Diagnostic;

/**
 * An operation can't be carried out, or may not be sent any more; an adapter turns it into a failed {@link OperationResult}.
 * No part of the port: none leaves the adapter.
 */
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
