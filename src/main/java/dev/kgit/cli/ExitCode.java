package dev.kgit.cli;

import java.util.Collection;
import java.util.List;

/** Exit codes, the same for every command. */
final class ExitCode {

    static final int DONE = 0;
    /** The files or the flags' meaning are wrong. */
    static final int INVALID = 1;
    /** There are differences, and the command was asked to say so. */
    static final int DIFFERENCES = 2;
    /** A guard blocks the plan, a saved plan is stale, the lock is held. */
    static final int REFUSED = 3;
    /** The world: unreachable, unauthorized, timed out. */
    static final int UNAVAILABLE = 4;
    /** Apply was left incomplete. */
    static final int INCOMPLETE = 5;

    static final int USAGE = 64;
    /** A bug in kgit. */
    static final int BUG = 70;

    private static final List<Integer> BY_BADNESS =
            List.of(BUG, USAGE, INCOMPLETE, UNAVAILABLE, INVALID, REFUSED, DIFFERENCES, DONE);

    private ExitCode() {}

    /** Of several results the one that matters most: what could not be done before what was refused, that before drift. */
    static int worst(Collection<Integer> codes) {
        return BY_BADNESS.stream().filter(codes::contains).findFirst().orElse(DONE);
    }

    /** In a word or two, for a table. */
    static String word(int code) {
        return switch (code) {
            case DONE -> "ok";
            case INVALID -> "invalid";
            case DIFFERENCES -> "differences";
            case REFUSED -> "refused";
            case UNAVAILABLE -> "unreachable";
            case INCOMPLETE -> "incomplete";
            default -> "failed";
        };
    }
}
