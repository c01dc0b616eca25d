package dev.kgit.model;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations and sizes as people write and read them. Kafka and Connect take and show plain milliseconds and bytes. */
public enum Quantity {
    DURATION(
            new Unit("d", 86_400_000),
            new Unit("h", 3_600_000),
            new Unit("m", 60_000),
            new Unit("s", 1_000),
            new Unit("ms", 1)),
    SIZE(new Unit("TiB", 1L << 40), new Unit("GiB", 1L << 30), new Unit("MiB", 1L << 20), new Unit("KiB", 1L << 10));

    private static final String[] MEASURED = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    /** No unit is read after more than 18 digits. */
    private static final Pattern WITH_UNIT = Pattern.compile("([0-9]{1,18})\\s*([A-Za-z]+)");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,17}");

    private final List<Unit> units;

    private record Unit(String name, long size) {}

    /** @param largestFirst the units */
    Quantity(Unit... largestFirst) {
        this.units = List.of(largestFirst);
    }

    /** What the values of a config key are, by the end of its name. */
    public static Optional<Quantity> ofKey(String key) {
        if (key.endsWith(".ms")) {
            return Optional.of(DURATION);
        }
        return key.endsWith(".bytes") ? Optional.of(SIZE) : Optional.empty();
    }

    public static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /**
     * A plain number that limits something, where Kafka and Connect take less than none for no limit.
     *
     * @param otherwise what it is where there is none, where it is negative, and where the text is no number, of which whoever
     *     takes it has the last word
     */
    public static long limit(@Nullable String text, long otherwise) {
        try {
            long limit = text == null ? otherwise : Long.parseLong(text.strip());
            return limit < 0 ? otherwise : limit;
        } catch (NumberFormatException noNumber) {
            return otherwise;
        }
    }

    /** Whether the text is a number of bytes, with or without a unit. */
    public static boolean isSize(String text) {
        return isNumber(text) || SIZE.numberOf(text).isPresent();
    }

    /** Bytes, with or without a unit; empty too where there are more than a long can say. */
    public static Optional<Long> parseBytes(String text) {
        Optional<String> number = isNumber(text) ? Optional.of(text) : SIZE.numberOf(text);
        try {
            return number.map(Long::valueOf);
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /** The plain number of {@code 7d} or {@code 50 MiB}, however large; empty where there is no number with a unit. */
    public Optional<String> numberOf(String text) {
        if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
            return Optional.empty();
        }
        Matcher matcher = WITH_UNIT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return units.stream()
                .filter(unit -> unit.name().equals(matcher.group(2)))
                .findFirst()
                .map(unit -> product(Long.parseLong(matcher.group(1)), unit.size()));
    }

    /**
     * The inverse of {@link #numberOf}: the number in the largest unit that it is a multiple of, as {@code 7d}; the text itself
     * where it is no such number. The larger a unit, the fewer digits are left.
     */
    public String inLargestUnit(String number) {
        if (!POSITIVE.matcher(number).matches()) {
            return number;
        }
        long value = Long.parseLong(number);
        return units.stream()
                .filter(unit -> unit.size() > 1 && value % unit.size() == 0)
                .findFirst()
                .map(unit -> value / unit.size() + unit.name())
                .orElse(number);
    }

    /** {@code 7d}, {@code 1d 12h} or about so much, {@code ~1.2GiB}; empty where the number is easier to read. */
    public Optional<String> rounded(long number) {
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            long whole = number / unit.size();
            long rest = number % unit.size();
            if (whole == 0 || unit.size() == 1) {
                continue;
            }
            if (rest == 0) {
                return Optional.of(whole + unit.name());
            }
            Unit next = i + 1 < units.size() && units.get(i + 1).size() > 1 ? units.get(i + 1) : null;
            return Optional.of(
                    next != null && rest % next.size() == 0
                            ? whole + unit.name() + " " + rest / next.size() + next.name()
                            : "~" + tenths(number, unit.size()) + unit.name());
        }
        return Optional.empty();
    }

    /** Bytes that were measured, where nobody has chosen a number and one decimal is enough: {@code 4.0 MiB}. */
    public static String measuredBytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < MEASURED.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, MEASURED[unit]);
    }

    private static String tenths(long number, long unit) {
        long tenths = Math.round(number / (unit / 10.0));
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }

    private static String product(long count, long unit) {
        return count <= Long.MAX_VALUE / unit
                ? Long.toString(count * unit)
                : BigInteger.valueOf(count).multiply(BigInteger.valueOf(unit)).toString();
    }
}
