package dev.kgit.kinds.connector.live;

import java.util.regex.Pattern;

/** What some platforms return in place of a secret. */
public final class MaskedValues {

    private static final Pattern MASK = Pattern.compile(
            "[*•●]{3,}|x{6,}|[\\[<({]{1,2}\\s*(hidden|redacted|masked|sensitive|secret|protected)\\s*[\\]>)}]{1,2}",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private MaskedValues() {}

    /** Whether the text stands for a value that the worker does not give away. */
    static boolean isMask(String value) {
        return MASK.matcher(value.strip()).matches();
    }
}
