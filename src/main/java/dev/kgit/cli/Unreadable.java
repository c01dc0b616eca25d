package dev.kgit.cli;

import dev.kgit.cluster.LiveState;

/** What could not be read, as commands tell it that print no plan and no drift. */
final class Unreadable {

    private Unreadable() {}

    static void tell(DiagnosticPrinter messages, LiveState.ReadFailure unread) {
        messages.line("? unreadable " + unread.id());
        messages.one(unread.why());
    }
}
