package dev.kgit.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param code exit code
 * @param counts what was counted, in the order in which it is told
 */
record RunSummary(int code, Map<String, Integer> counts) {

    RunSummary {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    RunSummary(int code) {
        this(code, Map.of());
    }

    RunSummary with(String what, int count) {
        Map<String, Integer> more = new LinkedHashMap<>(counts);
        more.put(what, count);
        return new RunSummary(code, more);
    }
}
