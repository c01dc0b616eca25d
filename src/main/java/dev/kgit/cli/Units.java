package dev.kgit.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations and sizes on the command line, written as in the files. */
final class Units {

    private static final Pattern NUMBER = Pattern.compile("(\\d+)([a-zA-Z]*)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES = Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Units() {}

    /** {@code 500ms 30s 15m 12h 7d}. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Duration.ofMillis(read(text, MILLIS, "a duration like 30s, 15m or 12h"));
        }
    }

    /** {@code 1048576 512KiB 50MiB 1GiB}, a second. */
    static final class SizeConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return read(text, BYTES, "a size like 512KiB or 50MiB");
        }
    }

    private static long read(String text, Map<String, Long> units, String expected) {
        Matcher matcher = NUMBER.matcher(text.strip());
        Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new TypeConversionException("'" + text + "' is not " + expected);
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
        } catch (ArithmeticException | NumberFormatException tooLarge) {
            throw new TypeConversionException("'" + text + "' is too large");
        }
    }
}
