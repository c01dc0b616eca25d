package dev.kgit.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Takes known secret values out of text that came from elsewhere: a worker's complaint, a broker's message. */
public final class Redactor {

    /** Shorter values are not looked for: they would blot out half of every message and hide nothing. */
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    public Redactor(Collection<String> secrets) {
        if (secrets.isEmpty()) {
            this.secrets = List.of();
            return;
        }
        // Longest first, so that a secret that holds another one goes as a whole.
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    public String scrub(String text) {
        String scrubbed = text;
        for (String secret : secrets) {
            scrubbed = scrubbed.replace(secret, Setting.REDACTED);
        }
        return scrubbed;
    }

    /** The same diagnostic without secrets in what it says. */
    public Diagnostic scrub(Diagnostic diagnostic) {
        String hint = diagnostic.hint();
        return new Diagnostic(
                diagnostic.code(),
                diagnostic.severity(),
                scrub(diagnostic.message()),
                hint == null ? null : scrub(hint),
                diagnostic.place(),
                diagnostic.subject());
    }

    /** A redactor that knows these secrets too. */
    public Redactor and(Collection<String> more) {
        return new Redactor(
                java.util.stream.Stream.concat(secrets.stream(), more.stream()).toList());
    }

    @Override
    public String toString() {
        return "Redactor[" + secrets.size() + " secrets]";
    }
}
