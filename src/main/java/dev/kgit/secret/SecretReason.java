package dev.kgit.secret;

/** Why a value is taken for a secret. */
public enum SecretReason {
    NAMED("its key names a secret"),
    RANDOM("its key names a key or a token, and the value looks like a random one"),
    URL("a URL with credentials"),
    PAIRS("a list of `name=value` with a secret in it"),
    HEADER("an HTTP header with credentials"),
    JSON("JSON with a secret in it"),
    PRIVATE_KEY("a private key"),
    KEYSTORE("a keystore"),
    TOKEN("an access token");

    private final String words;

    SecretReason(String words) {
        this.words = words;
    }

    /** A phrase for people, never anything of the value. */
    public String words() {
        return words;
    }
}
