package dev.kgit.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A value of which secrets are a part, without the secrets: the text around them, which the repository holds and which may
 * be shown, and their names.
 *
 * @param literals the text before, between and behind the secrets; one more than there are secrets
 * @param secrets names of the secrets, in the order in which they stand in the value; at least one
 */
public record MaskedText(List<String> literals, List<String> secrets) {

    public MaskedText {
        literals = List.copyOf(literals);
        secrets = List.copyOf(secrets);
        if (secrets.isEmpty() || literals.size() != secrets.size() + 1) {
            throw new IllegalArgumentException("secrets and the text around them don't fit");
        }
    }

    /** A value that is nothing but this secret. */
    public static MaskedText of(String secret) {
        return new MaskedText(List.of("", ""), List.of(secret));
    }

    /** {@code jdbc:pg://db/x?password=(sensitive)}: what may be printed. */
    public String shown() {
        return String.join(FieldValue.REDACTED, literals);
    }

    /** The text with {@code ${secret:NAME}} in place of each secret: a value in which only the text around them is judged. */
    public String asLookups() {
        StringBuilder text = new StringBuilder(literals.get(0));
        for (int i = 0; i < secrets.size(); i++) {
            text.append("${secret:").append(secrets.get(i)).append('}').append(literals.get(i + 1));
        }
        return text.toString();
    }

    /** Whether a value has this text around whatever stands in place of the secrets. */
    public boolean matches(String value) {
        String first = literals.get(0);
        String last = literals.get(literals.size() - 1);
        int end = value.length() - last.length();
        if (!value.startsWith(first) || end < first.length() || !value.endsWith(last)) {
            return false;
        }
        int from = first.length();
        for (String literal : literals.subList(1, literals.size() - 1)) {
            int at = value.indexOf(literal, from);
            if (at < 0 || at + literal.length() > end) {
                return false;
            }
            from = at + literal.length();
        }
        return true;
    }

    /** Puts such a text together from its beginning to its end. */
    public static final class Builder {

        private final List<String> literals = new ArrayList<>();
        private final List<String> secrets = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();

        /** Text that holds no secret. */
        public Builder add(CharSequence text) {
            literal.append(text);
            return this;
        }

        public Builder add(MaskedText text) {
            for (int i = 0; i < text.secrets.size(); i++) {
                literals.add(literal.append(text.literals.get(i)).toString());
                secrets.add(text.secrets.get(i));
                literal.setLength(0);
            }
            literal.append(text.literals.get(text.secrets.size()));
            return this;
        }

        /** The text; there has to be a secret in it. */
        public MaskedText build() {
            List<String> all = new ArrayList<>(literals);
            all.add(literal.toString());
            return new MaskedText(all, secrets);
        }
    }

    @Override
    public String toString() {
        return shown();
    }
}
