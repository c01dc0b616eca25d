package dev.kgit.secret;

import java.util.Locale;
import java.util.Set;

/** Values that are no secret by what they are: truth values, numbers, files, addresses, names of classes, masks. */
final class NonSecretValues {

    /** Digits that are more than this are more than a number. */
    private static final int LONGEST_NUMBER = 7;

    private static final Set<String> UNITS = Set.of(" ms s m h d b kb mb gb tb kib mib gib tib %".split(" "));

    private static final Set<String> MODES =
            Set.of(("access_token accesstoken anonymous api_key apikey authorization auto basic bearer body "
                            + "certificate client_credentials cookie default digest disabled enabled env environment "
                            + "external file form header iam id_token inherit instance jwt kerberos mtls no none null "
                            + "oauth oauth2 off on optional plain profile query refresh_token required sasl static token "
                            + "url user_info yes")
                    .split(" "));

    private static final Set<String> TYPES =
            Set.of(("string str text varchar int int32 int64 integer long number float double boolean bool "
                            + "bytes binary object array null keyword")
                    .split(" "));

    private static final Set<String> ROOTS = Set.of(
            ("app config data etc home kafka mnt opt private root run secrets srv tmp usr users var vault").split(" "));

    private static final Set<String> ENDINGS =
            Set.of(("avsc cer cfg conf config crt der jceks jks json kdb key keystore keytab p12 p8 pem pfx "
                            + "pkcs12 properties pub sth truststore txt xml yaml yml")
                    .split(" "));

    private static final String MASKS = "*•●xX.#";

    private NonSecretValues() {}

    /** What even a password can't be. */
    static boolean always(String value) {
        return value.isEmpty() || isTruth(value) || isMask(value) || isPlaceholder(value) || isFile(value);
    }

    /** What a token or key can't be. */
    static boolean asToken(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return always(value)
                || MODES.contains(lower)
                || isConstant(value)
                || isNumber(value)
                || isAddress(lower)
                || isJavaClass(value)
                || lower.startsWith("$.");
    }

    /** A word as people write it, or several: no digits among the letters. */
    static boolean isPlainWords(String value) {
        return value.chars().noneMatch(Character::isDigit) && value.length() <= 40;
    }

    static boolean isType(String value) {
        return TYPES.contains(value.toLowerCase(Locale.ROOT));
    }

    private static boolean isTruth(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }

    /** {@code ****}, {@code [hidden]}. */
    private static boolean isMask(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return (value.length() >= 3 && value.chars().allMatch(c -> MASKS.indexOf(c) >= 0 && c == value.charAt(0)))
                || lower.equals("[hidden]")
                || lower.equals("[redacted]")
                || lower.equals("[masked]");
    }

    /** {@code <your password>}, {@code ${name}}, {@code {{ name }}}: what somebody is to put in. */
    private static boolean isPlaceholder(String value) {
        return isWithin(value, "<", ">") || isWithin(value, "${", "}") || isWithin(value, "{{", "}}");
    }

    private static boolean isWithin(String value, String open, String close) {
        return value.length() > open.length() + close.length()
                && value.startsWith(open)
                && value.indexOf(close, open.length()) == value.length() - close.length();
    }

    private static boolean isFile(String value) {
        if (value.indexOf(' ') >= 0 || value.indexOf('\n') >= 0) {
            return false;
        }
        if (value.startsWith("file:") || value.startsWith("classpath:")) {
            return true;
        }
        boolean rooted =
                value.startsWith("/") || value.startsWith("./") || value.startsWith("../") || value.startsWith("~/");
        int second = value.indexOf('/', 1);
        boolean known = value.startsWith("/")
                && second > 0
                && ROOTS.contains(value.substring(1, second).toLowerCase(Locale.ROOT));
        boolean windows = value.length() > 3 && value.charAt(1) == ':' && value.charAt(2) == '\\';
        int dot = value.lastIndexOf('.');
        boolean ending = dot > 0 && ENDINGS.contains(value.substring(dot + 1).toLowerCase(Locale.ROOT));
        return known || windows || (ending && (rooted || isFileName(value)));
    }

    private static boolean isFileName(String value) {
        return value.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-/".indexOf(c) >= 0);
    }

    /** {@code USER_INFO}: a constant of somebody's code. */
    private static boolean isConstant(String value) {
        return value.indexOf('_') > 0 && value.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || c == '_');
    }

    /** {@code 100}, {@code -1}, {@code 0.5}, {@code 30s}, {@code 10MiB}. */
    private static boolean isNumber(String value) {
        int i = value.startsWith("-") ? 1 : 0;
        int digits = i;
        while (i < value.length() && (Character.isDigit(value.charAt(i)) || value.charAt(i) == '.')) {
            i++;
        }
        return i > digits
                && i - digits <= LONGEST_NUMBER
                && UNITS.contains(value.substring(i).toLowerCase(Locale.ROOT));
    }

    private static boolean isAddress(String lower) {
        int scheme = lower.indexOf("://");
        return (scheme > 0
                        && lower.substring(0, scheme)
                                .chars()
                                .allMatch(c -> Character.isLetterOrDigit(c) || "+.-:".indexOf(c) >= 0))
                || lower.startsWith("arn:")
                || lower.startsWith("urn:")
                || lower.startsWith("projects/")
                || lower.startsWith("alias/");
    }

    /** {@code io.example.auth.TokenProvider}. */
    static boolean isJavaClass(String value) {
        String[] parts = value.split("\\.", -1);
        if (parts.length < 3) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            boolean last = i == parts.length - 1;
            if (part.isEmpty()
                    || (last ? !Character.isUpperCase(part.charAt(0)) : !Character.isLowerCase(part.charAt(0)))
                    || !part.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$')) {
                return false;
            }
        }
        return true;
    }
}
