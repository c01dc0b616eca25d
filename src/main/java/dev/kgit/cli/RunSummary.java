package dev.kgit.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param code exit code
 * @param word for a table, where the exit code alone would say too much
 * @param counts what was counted, in the order in which it is told
 */
record RunSummary(int code, String word, Map<String, Integer> counts) {

    RunSummary {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    RunSummary(int code) {
        this(code, ExitCode.word(code));
    }

    RunSummary(int code, String word) {
        this(code, word, Map.of());
    }

    RunSummary with(String what, int count) {
        Map<String, Integer> more = new LinkedHashMap<>(counts);
        more.put(what, count);
        return new RunSummary(code, word, more);
    }
}
