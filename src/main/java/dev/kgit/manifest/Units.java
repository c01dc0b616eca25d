package dev.kgit.manifest;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them, as the plain numbers that Kafka takes. */
final class Units {

    private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,18})\\s*([A-Za-z]+)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    private static final Map<String, Long> MILLISECONDS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES =
            Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    /** Beyond 18 digits no unit is read. */
    private static final Pattern WRITTEN = Pattern.compile("[1-9][0-9]{0,17}");

    private Units() {}

    /** The text in the unit that the key's name ends with; the text itself where there is nothing to convert. */
    static String canonical(String key, String text) {
        Map<String, Long> units = unitsOf(key);
        return units.isEmpty() ? text : convert(text, units).orElse(text);
    }

    /**
     * The inverse of {@link #canonical}: the number in the largest unit that it is a multiple of, as {@code 7d}; the text itself
     * where it is no such number. The larger a unit, the fewer digits are left.
     */
    static String human(String key, String text) {
        Map<String, Long> units = unitsOf(key);
        if (units.isEmpty() || !WRITTEN.matcher(text).matches()) {
            return text;
        }
        long number = Long.parseLong(text);
        return units.entrySet().stream()
                .filter(unit -> unit.getValue() > 1 && number % unit.getValue() == 0)
                .max(Map.Entry.comparingByValue())
                .map(unit -> number / unit.getValue() + unit.getKey())
                .orElse(text);
    }

    /** The one way in which a duration or a size is written: canonical number, human unit. */
    static String formatted(String key, String text) {
        return human(key, canonical(key, text));
    }

    /** Whether the text is a quantity with a unit, under a key that takes one. */
    static boolean hasUnit(String key, String text) {
        return !canonical(key, text).equals(text);
    }

    /** Bytes of {@code 50MiB} or {@code 1000}. */
    static Optional<Long> bytes(String text) {
        Optional<String> number = NUMBER.matcher(text).matches() ? Optional.of(text) : convert(text, BYTES);
        try {
            return number.map(Long::valueOf);
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /** What is wrong with the value of a key that counts milliseconds or bytes; empty where nothing is. */
    static Optional<String> objection(String key, String canonical) {
        if (unitsOf(key).isEmpty() || NUMBER.matcher(canonical.strip()).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                key.endsWith(".ms")
                        ? "write milliseconds, or a duration such as 30s, 15m, 12h, 7d"
                        : "write bytes, or a size such as 512KiB, 1MiB, 1GiB");
    }

    private static Map<String, Long> unitsOf(String key) {
        if (key.endsWith(".ms")) {
            return MILLISECONDS;
        }
        return key.endsWith(".bytes") ? BYTES : Map.of();
    }

    private static Optional<String> convert(String text, Map<String, Long> units) {
        if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
            return Optional.empty();
        }
        Matcher matcher = QUANTITY.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(units.get(matcher.group(2)))
                .map(unit -> product(Long.parseLong(matcher.group(1)), unit));
    }

    private static String product(long count, long unit) {
        return count <= Long.MAX_VALUE / unit
                ? Long.toString(count * unit)
                : BigInteger.valueOf(count).multiply(BigInteger.valueOf(unit)).toString();
    }
}
