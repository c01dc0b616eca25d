package dev.kgit.model;

import java.util.Collection;

/**
 * {@link DidYouMean}s where what is mistyped and what was meant are both a repository's words: how many there are and how long
 * they are is not known. After so much work the hints do without, since somebody with so many mistakes sees what is wrong.
 */
public final class Suggestions {

    /** No name of a resource or config key that people type is longer. */
    private static final int LONGEST = 255;

    /** About a second. */
    private static final long MOST_STEPS = 200_000_000;

    private long steps;

    /** As {@link DidYouMean#hint} says it. */
    public String hint(String typed, Collection<String> names, String rest) {
        long each = 1 + (long) typed.length() * typed.length();
        steps += typed.length() > LONGEST ? 0 : names.size() * each;
        return typed.length() > LONGEST || steps > MOST_STEPS ? rest : DidYouMean.hint(typed, names, rest);
    }
}
