package dev.kgit.model;

import java.util.regex.Pattern;

/** The usual names of config keys whose values are secrets. */
public final class SensitiveNames {

    private static final Pattern NAMES = Pattern.compile(
            "password|passphrase|passwd|secret|token|credential|private[._-]?key|api[._-]?key|access[._-]?key"
                    + "|sasl\\.jaas\\.config|connection\\.(ur[il]|string)|authorization|basic\\.auth\\.user\\.info"
                    + "|keystore\\.key$|\\.license$|(^|\\.)headers?$",
            Pattern.CASE_INSENSITIVE);

    private SensitiveNames() {}

    public static boolean matches(String key) {
        return NAMES.matcher(key).find();
    }
}
