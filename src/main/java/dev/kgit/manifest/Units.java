package dev.kgit.manifest;

import dev.kgit.model.Quantity;
import java.util.Optional;

/** Durations and sizes under a config key: a unit counts where the key's name says what its values are. */
public final class Units {

    private Units() {}

    /** The text as a plain number; the text itself where there is nothing to convert. */
    public static String canonical(String key, String text) {
        return Quantity.ofKey(key).flatMap(quantity -> quantity.numberOf(text)).orElse(text);
    }

    /** The inverse of {@link #canonical}, as {@code 7d}. */
    public static String human(String key, String text) {
        return Quantity.ofKey(key).map(quantity -> quantity.inLargestUnit(text)).orElse(text);
    }

    /** The one way in which a duration or a size is written: canonical number, human unit. */
    public static String formatted(String key, String text) {
        return human(key, canonical(key, text));
    }

    /** Whether the text is a quantity with a unit, under a key that takes one. */
    public static boolean hasUnit(String key, String text) {
        return !canonical(key, text).equals(text);
    }

    /** What is wrong with the value of a key that counts milliseconds or bytes; empty where nothing is. */
    public static Optional<String> objection(String key, String canonical) {
        return Quantity.ofKey(key)
                .filter(quantity -> !Quantity.isNumber(canonical.strip()))
                .map(quantity -> quantity == Quantity.DURATION
                        ? "write milliseconds, or a duration such as 30s, 15m, 12h, 7d"
                        : "write bytes, or a size such as 512KiB, 1MiB, 1GiB");
    }
}
