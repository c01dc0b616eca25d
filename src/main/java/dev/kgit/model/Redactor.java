package dev.kgit.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes known secret values out of text that came from elsewhere: a worker's complaint, a broker's message. Looked for are
 * the values and the usual encodings of them, upper case and lower case alike. kgit's own sentences don't go through it:
 * what it takes out of them would tell what the secret is.
 */
public final class Redactor {

    /** Shorter values are not replaced: they would match ordinary words. */
    private static final int SHORTEST = 4;

    /** Knows no secret. */
    public static final Redactor NONE = new Redactor(Set.of());

    private final Set<String> secrets;
    private final List<String> forms;

    public Redactor(Collection<String> secrets) {
        this.secrets = new LinkedHashSet<>(secrets);
        this.secrets.removeIf(secret -> secret.strip().length() < SHORTEST);
        // Longest first, so that a secret that holds another one goes as a whole.
        this.forms = this.secrets.stream()
                .flatMap(secret -> SecretForms.of(secret).stream())
                .filter(form -> form.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Whether there is nothing to look for. */
    public boolean isEmpty() {
        return forms.isEmpty();
    }

    /** Whether the text holds a secret. */
    public boolean isIn(String text) {
        return text.length() >= SHORTEST && forms.stream().anyMatch(form -> indexOf(text, form, 0) >= 0);
    }

    /** The text with {@value FieldValue#REDACTED} in place of each secret. */
    public String redact(String text) {
        String scrubbed = text;
        for (String form : forms) {
            scrubbed = redact(scrubbed, form);
        }
        return scrubbed;
    }

    private static String redact(String text, String form) {
        int at = indexOf(text, form, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder scrubbed = new StringBuilder();
        int from = 0;
        while (at >= 0) {
            scrubbed.append(text, from, at).append(FieldValue.REDACTED);
            from = at + form.length();
            at = indexOf(text, form, from);
        }
        return scrubbed.append(text, from, text.length()).toString();
    }

    /** Where the form begins in the text, in whatever case; -1 where it is not there. */
    private static int indexOf(String text, String form, int from) {
        char lower = Character.toLowerCase(form.charAt(0));
        char upper = Character.toUpperCase(form.charAt(0));
        int last = text.length() - form.length();
        for (int at = from; at <= last; at++) {
            char c = text.charAt(at);
            if ((c == lower || c == upper) && text.regionMatches(true, at, form, 0, form.length())) {
                return at;
            }
        }
        return -1;
    }

    /** A redactor that knows these secrets too. */
    public Redactor and(Collection<String> more) {
        if (more.isEmpty()) {
            return this;
        }
        Set<String> all = new LinkedHashSet<>(secrets);
        all.addAll(more);
        return new Redactor(all);
    }

    public Redactor and(Redactor other) {
        return and(other.secrets);
    }

    @Override
    public String toString() {
        return "Redactor[" + secrets.size() + " secrets]";
    }
}
