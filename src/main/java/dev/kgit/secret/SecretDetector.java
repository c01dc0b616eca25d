package dev.kgit.secret;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides by a config key and its value alone whether the value is a secret. The key says what its value is, by its last
 * words; the value says by its form, whatever the key is. Both are guesses: what is known of a secret (that it was declared as
 * one, that a plugin types it PASSWORD) is somebody else's knowledge. The work is linear in the length of the value.
 */
public final class SecretDetector {

    private SecretDetector() {}

    /**
     * Whether a secret can be read in the value, so that it must not stand in a file. A value that a worker looks up, and one
     * whose every credential it looks up, holds none.
     *
     * @return why; empty where the value holds none
     */
    public static Optional<SecretReason> inTheClear(String key, String value) {
        ConfigKey words = ConfigKey.of(key);
        return Optional.ofNullable(kind(words, KeyClassifier.of(words), value));
    }

    /** Whether the value is to be masked wherever it is shown: it holds a secret, or its key names one. */
    public static boolean isSensitive(String key, String value) {
        ConfigKey words = ConfigKey.of(key);
        KeyClassifier meaning = KeyClassifier.of(words);
        if (kind(words, meaning, value) != null) {
            return true;
        }
        return meaning.namesSecret() && (ProviderLookups.isIn(value) || !isHarmless(meaning, value.strip()));
    }

    /** Whether the key names a secret, whatever its value is. */
    public static boolean namesSecret(String key) {
        return KeyClassifier.of(ConfigKey.of(key)).namesSecret();
    }

    private static @Nullable SecretReason kind(ConfigKey key, KeyClassifier meaning, String value) {
        String text = ProviderLookups.marked(value.strip());
        if (text.isEmpty()) {
            return null;
        }
        SecretReason form = byForm(key, meaning, text, 0);
        if (form != null) {
            return form;
        }
        if (!isNamedSecret(meaning, text)) {
            return null;
        }
        return meaning == KeyClassifier.MAYBE ? SecretReason.RANDOM : SecretReason.NAMED;
    }

    /** What the form of a text says, lookups marked. */
    static @Nullable SecretReason byForm(ConfigKey key, KeyClassifier meaning, String text, int depth) {
        if (text.length() < 4) {
            return null;
        }
        SecretReason material = KeyMaterial.find(text, key);
        if (material != null) {
            return material;
        }
        if (Urls.haveCredentials(text)) {
            return SecretReason.URL;
        }
        if (JsonText.looksLike(text)) {
            return JsonText.holdsSecret(text, depth) ? SecretReason.JSON : null;
        }
        if (KeyValuePairs.hold(text, key)) {
            return SecretReason.PAIRS;
        }
        boolean header = meaning == KeyClassifier.HEADERS ? Headers.hold(text) : Headers.holdKnown(text);
        if (header || PartOfSecret.isAuthorization(text)) {
            return SecretReason.HEADER;
        }
        String decoded = depth == 0 ? KeyMaterial.decodedText(text) : null;
        return decoded == null ? null : byForm(key, meaning, decoded, depth + 1);
    }

    /** Whether a value whose name means this is a secret, lookups marked. */
    static boolean isNamedSecret(KeyClassifier meaning, String text) {
        String value = text.strip();
        return switch (meaning) {
            case NOTHING, HEADERS -> false;
            case MAYBE -> !NonSecretValues.asToken(value) && Entropy.is(value);
            case AUTH -> !NonSecretValues.asToken(value) && (Entropy.is(value) || isLogin(value));
            case LIKELY ->
                !NonSecretValues.asToken(value) && !NonSecretValues.isPlainWords(value) && PartOfSecret.isClear(value);
            case LOGIN -> isClearLogin(value);
            case SECRET, PASSWORD -> !isHarmless(meaning, value) && PartOfSecret.isClear(value);
        };
    }

    private static boolean isHarmless(KeyClassifier meaning, String value) {
        return meaning == KeyClassifier.PASSWORD ? NonSecretValues.always(value) : NonSecretValues.asToken(value);
    }

    /** Credentials: JSON, a file, a user and a password; the user may be seen. */
    private static boolean isClearLogin(String value) {
        if (NonSecretValues.asToken(value) || JsonText.looksLike(value)) {
            return false;
        }
        int colon = value.indexOf(':');
        return colon < 0 ? PartOfSecret.isClear(value) : isClearPassword(value.substring(colon + 1));
    }

    /** {@code user:password}. */
    private static boolean isLogin(String value) {
        int colon = value.indexOf(':');
        return colon > 0
                && value.indexOf(' ') < 0
                && value.indexOf(',') < 0
                && isClearPassword(value.substring(colon + 1));
    }

    private static boolean isClearPassword(String password) {
        return PartOfSecret.isClear(password) && !NonSecretValues.always(password);
    }
}
