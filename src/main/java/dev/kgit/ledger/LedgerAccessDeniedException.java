package dev.kgit.ledger;

import dev.kgit.model.KgitException;

/** The principal may not use the ledger's topic as it was tried. Whoever can go on without, does. */
public final class LedgerAccessDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient KgitException told;

    LedgerAccessDeniedException(KgitException told) {
        super(told);
        this.told = told;
    }

    /** For those who can't go on without. */
    KgitException told() {
        return told;
    }
}
