package dev.kgit.secret;

import java.util.List;

/** What is left of a secret beside lookups: half a lookup excuses nothing. */
final class PartOfSecret {

    /** Schemes of the Authorization header. */
    static final List<String> SCHEMES =
            List.of("apikey api-key basic bearer digest negotiate splunk token key apitoken ssws".split(" "));

    private PartOfSecret() {}

    /** Whether letters or digits stand there beside lookups and the name of a scheme; a text without any is punctuation. */
    static boolean isClear(String value) {
        String rest = value.strip();
        if (rest.indexOf(ProviderLookups.LOOKUP) < 0) {
            return !rest.isEmpty();
        }
        int space = rest.indexOf(' ');
        if (space > 0 && isScheme(rest.substring(0, space))) {
            rest = rest.substring(space + 1);
        }
        return rest.chars().anyMatch(c -> c != ProviderLookups.LOOKUP && Character.isLetterOrDigit(c));
    }

    static boolean isScheme(String word) {
        return SCHEMES.stream().anyMatch(word::equalsIgnoreCase);
    }

    /** {@code Bearer TOKEN}, {@code Basic BASE64}: a scheme and one word behind it that is no word of a language. */
    static boolean isAuthorization(String value) {
        int space = value.indexOf(' ');
        if (space <= 0 || !isScheme(value.substring(0, space))) {
            return false;
        }
        String token = value.substring(space + 1).strip();
        return token.length() >= 6
                && token.indexOf(' ') < 0
                && isClear(token)
                && !NonSecretValues.always(token)
                && !(token.length() < 24
                        && NonSecretValues.isPlainWords(token)
                        && token.equals(token.toLowerCase(java.util.Locale.ROOT)));
    }
}
