package dev.kgit.manifest;

import dev.kgit.model.MaskedText;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a value of which secrets are a part.
 *
 * @param text the value without the secrets
 * @param variables names of the variables by which they came into it; empty in environment.yaml
 */
record SecretParts(MaskedText text, Set<String> variables) {

    SecretParts {
        variables = Set.copyOf(variables);
    }

    static SecretParts of(String secret) {
        return new SecretParts(MaskedText.of(secret), Set.of());
    }

    /** The same, come by a variable. */
    SecretParts by(String variable) {
        return new SecretParts(text, Set.of(variable));
    }

    /** These with others behind them. */
    SecretParts then(SecretParts other) {
        Set<String> both = new TreeSet<>(variables);
        both.addAll(other.variables);
        return new SecretParts(text.then(other.text), both);
    }

    SecretParts between(String before, String behind) {
        return new SecretParts(text.between(before, behind), variables);
    }
}
