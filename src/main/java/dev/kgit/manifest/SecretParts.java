package dev.kgit.manifest;

import dev.kgit.model.MaskedText;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a value of which secrets are a part.
 *
 * @param text the value without the secrets
 * @param variables names of the variables by which they came into it; empty in environment.yaml
 */
public record SecretParts(MaskedText text, Set<String> variables) {

    public SecretParts {
        variables = Set.copyOf(variables);
    }

    public static SecretParts of(String secret) {
        return new SecretParts(MaskedText.of(secret), Set.of());
    }

    /** The same, come by a variable. */
    public SecretParts by(String variable) {
        return new SecretParts(text, Set.of(variable));
    }

    /** Follows a value that is put together, and keeps what is known of the secrets in it. */
    public static final class Builder {

        private final MaskedText.Builder text = new MaskedText.Builder();
        private final Set<String> variables = new TreeSet<>();
        private boolean any;

        void add(CharSequence plain) {
            text.add(plain);
        }

        void add(SecretParts parts) {
            any = true;
            text.add(parts.text);
            variables.addAll(parts.variables);
        }

        /** Null where there was no secret. */
        @Nullable
        SecretParts build() {
            return any ? new SecretParts(text.build(), variables) : null;
        }
    }
}
