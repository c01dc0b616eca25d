package dev.kgit.model;

import java.util.List;

/** An exception with diagnostics for the user. The subclass decides the exit code. */
public abstract sealed class KgitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    protected KgitException(List<Diagnostic> diagnostics) {
        super(diagnostics.isEmpty() ? "no diagnostics" : diagnostics.get(0).toString());
        this.diagnostics = List.copyOf(diagnostics);
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** One of the three, by which kind of trouble this is. */
    public abstract <T> T map(T invalid, T refused, T world);

    /** The files or the flags' meaning are wrong: exit 1. */
    public static final class Invalid extends KgitException {
        private static final long serialVersionUID = 1L;

        public Invalid(List<Diagnostic> diagnostics) {
            super(diagnostics);
        }

        public Invalid(Diagnostic diagnostic) {
            super(List.of(diagnostic));
        }

        @Override
        public <T> T map(T invalid, T refused, T world) {
            return invalid;
        }
    }

    /** A guard, a stale plan or a held lock forbids it: exit 3. */
    public static final class Refused extends KgitException {
        private static final long serialVersionUID = 1L;

        public Refused(List<Diagnostic> diagnostics) {
            super(diagnostics);
        }

        public Refused(Diagnostic diagnostic) {
            super(List.of(diagnostic));
        }

        @Override
        public <T> T map(T invalid, T refused, T world) {
            return refused;
        }
    }

    /** The world: unreachable, unauthorized, timed out: exit 4. */
    public static final class Unavailable extends KgitException {
        private static final long serialVersionUID = 1L;

        public Unavailable(List<Diagnostic> diagnostics) {
            super(diagnostics);
        }

        public Unavailable(Diagnostic diagnostic) {
            super(List.of(diagnostic));
        }

        @Override
        public <T> T map(T invalid, T refused, T world) {
            return world;
        }
    }
}
