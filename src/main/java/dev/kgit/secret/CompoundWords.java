package dev.kgit.secret;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words that people write without anything between them: {@code apikey}, {@code truststorepassword}, {@code keyfile}. */
final class CompoundWords {

    /** What may end a glued word whatever stands before it. */
    private static final List<String> ENDS =
            List.of("password passwd passphrase passcode secret token credentials credential pwd".split(" "));

    /** What stands before {@code key}; else {@code monkey} would be a kind of key. */
    private static final Set<String> BEFORE_KEY =
            Set.of(("access account admin api app auth aws client crypto encryption enc host function license "
                            + "master message partition primary private priv public pub record routing row sas secret "
                            + "server service shared signing ssl storage tls user")
                    .split(" "));

    private static final Set<String> BEFORE_PASS =
            Set.of("admin auth db ftp http jdbc key ldap login mqtt my proxy root ssl store user".split(" "));

    /** What says of a secret that something about it is meant, and not itself. */
    private static final List<String> ABOUT = List.of("file name path type location url uri field id".split(" "));

    private static final List<String> OF = List.of("key", "token", "password", "secret", "credentials", "keystore");

    private CompoundWords() {}

    static List<String> split(String word) {
        for (String end : ENDS) {
            if (word.endsWith(end) && word.length() > end.length()) {
                return List.of(word.substring(0, word.length() - end.length()), end);
            }
        }
        String before = before(word, "keys") == null ? before(word, "key") : before(word, "keys");
        if (before != null && BEFORE_KEY.contains(before)) {
            return List.of(before, "key");
        }
        String user = before(word, "pass");
        if (user != null && BEFORE_PASS.contains(user)) {
            return List.of(user, "pass");
        }
        for (String about : ABOUT) {
            String of = before(word, about);
            if (of != null && OF.stream().anyMatch(of::endsWith)) {
                return List.of(of, about);
            }
        }
        return List.of(word);
    }

    private static @Nullable String before(String word, String end) {
        return word.endsWith(end) && word.length() > end.length()
                ? word.substring(0, word.length() - end.length())
                : null;
    }
}
