package dev.kgit.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys, keystores and tokens that are what they are under any config key. */
final class KeyMaterial {

    private static final String PEM_HEAD = "-----BEGIN ";
    private static final String PEM_RULE = "-----";
    private static final String JWT_HEAD = "eyJ";
    private static final int SHORTEST_PART = 8;
    private static final int SHORTEST_TOKEN = 20;

    /** How the tokens of well-known services begin. */
    private static final List<String> TOKEN_HEADS =
            List.of(("ghp_ gho_ ghs_ ghu_ github_pat_ glpat- xoxb- xoxp- xoxa- xapp- sk_live_ rk_live_ SG. AIza "
                            + "ya29. NRAK- hvs. npm_ dop_v1_ shpat_ dckr_pat_ pat-na1-")
                    .split(" "));

    /** The first bytes of Java's keystores. */
    private static final byte[] JKS = {(byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED};

    private static final byte[] JCEKS = {(byte) 0xCE, (byte) 0xCE, (byte) 0xCE, (byte) 0xCE};

    private static final int SHORTEST_BLOB = 40;

    private KeyMaterial() {}

    static @Nullable SecretReason find(String text, ConfigKey key) {
        if (hasPrivateKey(text)) {
            return SecretReason.PRIVATE_KEY;
        }
        if (hasToken(text)) {
            return SecretReason.TOKEN;
        }
        byte[] blob = blob(text);
        return blob == null ? null : ofBytes(blob, key);
    }

    /** The text that a value stands for in base64; null where it is none. */
    static @Nullable String decodedText(String text) {
        boolean json =
                text.startsWith("eyJ") || text.startsWith("ewo") || text.startsWith("ewog") || text.startsWith("eyA");
        boolean pem = text.startsWith("LS0tLS1CRUdJTi");
        String encoded = payload(text);
        boolean embedded = !encoded.equals(text);
        if (!json && !pem && !embedded) {
            return null;
        }
        byte[] bytes = decode(encoded);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean hasPrivateKey(String text) {
        if (text.contains("PuTTY-User-Key-File-")) {
            return true;
        }
        for (int head = text.indexOf(PEM_HEAD); head >= 0; head = text.indexOf(PEM_HEAD, head + 1)) {
            int label = head + PEM_HEAD.length();
            int end = text.indexOf(PEM_RULE, label);
            // The kind of what follows, never the text behind it.
            String kind = text.substring(label, Math.min(end < 0 ? text.length() : end, label + 60));
            if (kind.contains("PRIVATE KEY")) {
                int body = end < 0 ? text.length() : end + PEM_RULE.length();
                int close = text.indexOf(PEM_RULE, body);
                if (hasLetters(text, body, close < 0 ? text.length() : close)) {
                    return true;
                }
            }
            if (end < 0) {
                return false;
            }
        }
        return false;
    }

    /** Whether something is there beside lookups. */
    private static boolean hasLetters(String text, int from, int to) {
        return text.substring(from, to).replace("\\n", "").chars().anyMatch(Character::isLetterOrDigit);
    }

    /** Whether a JSON web token or a well-known service's token stands somewhere in the text. */
    private static boolean hasToken(String text) {
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isTokenCharacter(text.charAt(i))) {
                if (i - from >= SHORTEST_TOKEN && isToken(text, from, i)) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    private static boolean isToken(String text, int from, int to) {
        for (String head : TOKEN_HEADS) {
            if (text.startsWith(head, from)) {
                return text.substring(from, to).chars().anyMatch(Character::isDigit);
            }
        }
        return text.startsWith(JWT_HEAD, from) && isJwt(text.substring(from, to));
    }

    /** Header, claims and signature, parted by dots; the first two are JSON. */
    private static boolean isJwt(String run) {
        int claims = run.indexOf('.');
        int signature = run.indexOf('.', claims + 1);
        return claims >= SHORTEST_PART && signature - claims > SHORTEST_PART && run.startsWith(JWT_HEAD, claims + 1);
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.';
    }

    /** What {@code data:...;base64,} brings, or the text itself. */
    private static String payload(String text) {
        int comma = text.startsWith("data:") ? text.indexOf(";base64,") : -1;
        return comma < 0 ? text : text.substring(comma + ";base64,".length());
    }

    private static byte @Nullable [] blob(String text) {
        String encoded = payload(text);
        return encoded.length() < SHORTEST_BLOB ? null : decode(encoded.substring(0, SHORTEST_BLOB));
    }

    private static byte @Nullable [] decode(String encoded) {
        try {
            return Base64.getMimeDecoder().decode(encoded);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** A Java keystore, PKCS #12, or a private key in DER: a sequence that begins with a small version number. */
    private static @Nullable SecretReason ofBytes(byte[] bytes, ConfigKey key) {
        if (key.words().stream().anyMatch(word -> word.startsWith("trust") || word.startsWith("cacert"))) {
            return null;
        }
        if (Arrays.mismatch(bytes, JKS) == JKS.length || Arrays.mismatch(bytes, JCEKS) == JCEKS.length) {
            return SecretReason.KEYSTORE;
        }
        if (bytes.length < 8 || bytes[0] != 0x30) {
            return null;
        }
        int length = bytes[1] & 0xFF;
        int content = length < 0x80 ? 2 : 2 + (length & 0x7F);
        boolean versioned = content + 2 < bytes.length && bytes[content] == 2 && bytes[content + 1] == 1;
        if (!versioned || length < 0x80 - 0x60) {
            return null;
        }
        return bytes[content + 2] == 3
                ? SecretReason.KEYSTORE
                : bytes[content + 2] <= 1 ? SecretReason.PRIVATE_KEY : null;
    }
}
