package dev.kgit.secret;

import java.util.Set;

/**
 * What a key says of its value. The last word is what the value is, as in any English compound: {@code token.endpoint} is an
 * endpoint, {@code endpoint.token} a token.
 */
enum KeyClassifier {
    /** Says nothing: the value's form decides alone. */
    NOTHING,
    /** May be a secret or a name: {@code routing.key}. */
    MAYBE,
    /** A secret or a plain word: {@code license}. */
    LIKELY,
    /** The way of logging in, or a user and a password: {@code auth}. */
    AUTH,
    /** HTTP headers, each with a name of its own. */
    HEADERS,
    /** A user and a password in one: {@code basic.auth.user.info}. */
    LOGIN,
    /** A token or key: numbers, addresses, files and the usual words for modes are none. */
    SECRET,
    /** A password may be any text. */
    PASSWORD;

    private static final Set<String> PASSWORDS =
            Set.of("password passwords passwd passphrase passcode pwd pw pswd psw pass".split(" "));

    private static final Set<String> NOT_BEFORE_PASS =
            Set.of("by", "first", "multi", "second", "single", "through", "two");

    /** Words behind a secret's name that leave it one: {@code token.value}, {@code credentials.json}. */
    private static final Set<String> QUALIFIERS =
            Set.of(("value values text plain plaintext literal string raw base64 b64 encoded content contents "
                            + "json bytes hex material pem primary secondary current old new previous default static data")
                    .split(" "));

    /** Kinds of keys that open something. */
    private static final Set<String> SECRET_KEYS =
            Set.of(("access account admin aes api app application auth authentication authorization blob cipher "
                            + "client consumer crypto decryption deploy encryption function hmac host ingest ingestion "
                            + "insert instrumentation integration license mac master priv private rsa sas secret server "
                            + "service shared signing ssh storage subscription symmetric webhook write keystore enc")
                    .split(" "));

    /** Keys that everybody may see, and places in data. */
    private static final Set<String> OPEN_KEYS = Set.of("public", "pub", "kms", "row", "partition", "cache");

    /** Tokens that lead through pages, and parts of texts. */
    private static final Set<String> OPEN_TOKENS = Set.of(
            ("page next continuation pagination cursor sync resume max min start end delimiter separator initial")
                    .split(" "));

    private static final Set<String> SECRET_CODES =
            Set.of("access", "activation", "auth", "authorization", "function", "verification");

    static KeyClassifier of(ConfigKey key) {
        ConfigKey rest = key;
        while (rest.words().size() > 1 && isQualifier(rest)) {
            rest = rest.withoutLast();
        }
        String last = withoutNumber(rest.last(0));
        String before = rest.last(1);
        if (PASSWORDS.contains(last)) {
            return last.equals("pass") && NOT_BEFORE_PASS.contains(before) ? NOTHING : PASSWORD;
        }
        return switch (last) {
            case "secret", "cookie", "jwt", "bearer", "psk", "authorization" -> SECRET;
            case "secrets" -> SECRET_KEYS.contains(before) ? SECRET : MAYBE;
            case "token" -> OPEN_TOKENS.contains(before) ? NOTHING : SECRET;
            case "tokens" -> OPEN_TOKENS.contains(before) ? NOTHING : SECRET_KEYS.contains(before) ? SECRET : MAYBE;
            case "key", "keys" -> ofKey(before);
            case "credential", "credentials" -> LOGIN;
            case "userinfo", "userpass" -> LOGIN;
            case "info" -> before.equals("user") ? LOGIN : NOTHING;
            case "auth", "authentication" -> AUTH;
            case "params" -> before.startsWith("auth") ? AUTH : NOTHING;
            case "license", "licence", "salt", "pin", "otp", "seed" -> LIKELY;
            case "community" -> rest.has("snmp") ? SECRET : NOTHING;
            case "ticket" -> before.equals("kerberos") ? SECRET : NOTHING;
            case "code" -> SECRET_CODES.contains(before) ? SECRET : NOTHING;
            case "id" -> ofId(rest);
            case "sas", "sig", "signature", "dsn", "assertion" -> MAYBE;
            case "header", "headers" -> rest.has("sensitive") ? SECRET : HEADERS;
            case "additional" -> before.equals("headers") ? HEADERS : NOTHING;
            default -> NOTHING;
        };
    }

    /** Whether the key names a secret, whatever the value is. */
    boolean namesSecret() {
        return this == PASSWORD || this == SECRET || this == LOGIN;
    }

    private static boolean isQualifier(ConfigKey key) {
        String last = key.last(0);
        boolean config = last.equals("config") && key.last(1).startsWith("credential");
        return config || QUALIFIERS.contains(last) || withoutNumber(last).isEmpty();
    }

    private static KeyClassifier ofKey(String kind) {
        if (OPEN_KEYS.contains(kind)) {
            return NOTHING;
        }
        return SECRET_KEYS.contains(kind) ? SECRET : MAYBE;
    }

    /** The id of a secret key is how some connectors call the key itself; that of an access key is public. */
    private static KeyClassifier ofId(ConfigKey key) {
        if (key.last(1).equals("key") && key.last(2).equals("secret")) {
            return SECRET;
        }
        return key.last(1).equals("secret") ? MAYBE : NOTHING;
    }

    /** {@code password2} is a password. */
    private static String withoutNumber(String word) {
        int end = word.length();
        while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(0, end);
    }
}
