package dev.kgit.secret;

import java.util.List;
import java.util.Locale;

/** HTTP headers in a text, {@code Name: value}, parted by line ends, bars, semicolons or commas. */
final class Headers {

    /** Headers that hold credentials, also in a text that is not said to be headers. */
    private static final List<String> CREDENTIALS =
            List.of(("authorization x-api-key api-key apikey x-auth-token private-token x-vault-token "
                            + "x-functions-key ocp-apim-subscription-key cookie x-amz-security-token dd-api-key "
                            + "x-access-token")
                    .split(" "));

    private Headers() {}

    /** Whether one of the headers is a secret, judged by its name like a config key. */
    static boolean hold(String text) {
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || "|\n;,".indexOf(text.charAt(i)) >= 0) {
                if (isSecret(text.substring(from, i).strip())) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    private static boolean isSecret(String header) {
        int colon = header.indexOf(':');
        if (colon <= 0 || colon > 80) {
            return PartOfSecret.isAuthorization(header);
        }
        String value = header.substring(colon + 1).strip();
        return PartOfSecret.isAuthorization(value)
                || SecretDetector.isNamedSecret(
                        KeyClassifier.of(ConfigKey.of(header.substring(0, colon).strip())), value);
    }

    /** Whether a header that is known to hold credentials stands in the text, which may be anything. */
    static boolean holdKnown(String text) {
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            int start = colon;
            while (start > 0 && colon - start < 30 && isNameCharacter(text.charAt(start - 1))) {
                start--;
            }
            String name = text.substring(start, colon).toLowerCase(Locale.ROOT);
            if (CREDENTIALS.contains(name)
                    && SecretDetector.isNamedSecret(
                            KeyClassifier.SECRET,
                            text.substring(colon + 1, lineEnd(text, colon + 1)).strip())) {
                return true;
            }
        }
        return false;
    }

    private static int lineEnd(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < KeyValuePairs.LONGEST && "|\n;,\"'".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '-';
    }
}
