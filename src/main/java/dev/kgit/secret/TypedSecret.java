package dev.kgit.secret;

import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges a value whose key is known to hold a secret. Whatever letters stand there are the secret then, or a part of it, but
 * for three forms that say themselves which part is the secret: JAAS, an address, and a user with a password. Of those the
 * rest may be read, where each credential is looked up.
 */
public final class TypedSecret {

    private static final Set<String> JAAS_FLAGS = Set.of("REQUIRED", "REQUISITE", "SUFFICIENT", "OPTIONAL");

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.:-]*://\\S*+");

    /** A user whose password is looked up, or a token in place of both. */
    private static final Pattern LOGIN = Pattern.compile("[^\\s/?#@:]*:\uFFFC+|\uFFFC+");

    private static final Pattern PARAMETER = Pattern.compile("[?&;]([A-Za-z0-9._-]{1,120})=([^?&;]*)");

    private TypedSecret() {}

    /** Whether something of the secret can be read in the value, so that it must not stand in a file. */
    public static boolean isInTheClear(String key, String value) {
        String text = ProviderLookups.marked(value.strip());
        if (isLookedUp(text)) {
            return false;
        }
        boolean excused = isJaas(text) || isAddress(text) || isLogin(key, text);
        // Under no key: what the key's name says of the whole value is known better.
        return !excused || SecretDetector.inTheClear("", value).isPresent();
    }

    /** Whether nothing stands there but lookups, or nothing at all. */
    private static boolean isLookedUp(String text) {
        return text.chars().allMatch(c -> c == ProviderLookups.LOOKUP);
    }

    /** A login module, a flag and options, as Kafka reads them, in which no option is a secret in the clear. */
    private static boolean isJaas(String text) {
        StreamTokenizer tokens = new StreamTokenizer(new StringReader(text));
        // No comments: whatever stands in one is no option.
        tokens.ordinaryChar('/');
        "-_$".chars().forEach(c -> tokens.wordChars(c, c));
        try {
            boolean begins = tokens.nextToken() == StreamTokenizer.TT_WORD
                    && NonSecretValues.isJavaClass(tokens.sval)
                    && tokens.nextToken() == StreamTokenizer.TT_WORD
                    && JAAS_FLAGS.contains(tokens.sval.toUpperCase(Locale.ROOT));
            if (!begins) {
                return false;
            }
            while (tokens.nextToken() == StreamTokenizer.TT_WORD) {
                String name = tokens.sval;
                boolean valued = tokens.nextToken() == '='
                        && tokens.nextToken() != StreamTokenizer.TT_EOF
                        && tokens.sval != null;
                if (!valued || isClearOption(name, tokens.sval)) {
                    return false;
                }
            }
            return tokens.ttype == ';' && tokens.nextToken() == StreamTokenizer.TT_EOF;
        } catch (IOException neverOfAString) {
            throw new UncheckedIOException(neverOfAString);
        }
    }

    /** A server's JAAS has the passwords of its users under {@code user_NAME}. */
    private static boolean isClearOption(String name, String value) {
        boolean truth = value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
        return !truth && !isLookedUp(value) && (name.startsWith("user_") || isCredential(name));
    }

    /** Whether the name may be that of a secret: here the value's look excuses nothing. */
    private static boolean isCredential(String name) {
        return KeyClassifier.of(ConfigKey.of(name)) != KeyClassifier.NOTHING;
    }

    /** An address with a credential, each of which is looked up. One without any may be a secret as a whole. */
    private static boolean isAddress(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return false;
        }
        int start = text.indexOf("://") + 3;
        int at = text.indexOf('@', start);
        boolean found = at >= 0 && LOGIN.matcher(text.substring(start, at)).matches();
        Matcher parameter = PARAMETER.matcher(text);
        while (parameter.find()) {
            if (isCredential(parameter.group(1))) {
                if (!isLookedUp(parameter.group(2))) {
                    return false;
                }
                found |= !parameter.group(2).isEmpty();
            }
        }
        return found;
    }

    /** {@code user:password}, where the key says that it is both. */
    private static boolean isLogin(String key, String text) {
        return KeyClassifier.of(ConfigKey.of(key)) == KeyClassifier.LOGIN
                && LOGIN.matcher(text).matches();
    }
}
