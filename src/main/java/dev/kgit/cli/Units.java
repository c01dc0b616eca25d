package dev.kgit.cli;

import dev.kgit.model.Quantity;
import java.math.BigInteger;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations and sizes on the command line, written as in the files. */
final class Units {

    private Units() {}

    /** About what Kafka's clients can be told, in milliseconds; nanoseconds, in which kgit counts, would go further. */
    private static final Duration LONGEST = Duration.ofDays(24);

    /** {@code 500ms 30s 15m 12h 7d}, and {@code 0s} for not at all. */
    static class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            String millis = Quantity.DURATION
                    .numberOf(text.strip())
                    .orElseThrow(
                            () -> new TypeConversionException("'" + text + "' is not a duration like 30s, 15m or 12h"));
            if (new BigInteger(millis).compareTo(BigInteger.valueOf(LONGEST.toMillis())) > 0) {
                throw new TypeConversionException("'" + text + "' is too long: at most " + LONGEST.toDays() + "d");
            }
            return Duration.ofMillis(Long.parseLong(millis));
        }
    }

    /** The same for what no answer can come within when it is nothing. */
    static final class PatienceConverter extends DurationConverter {
        @Override
        public Duration convert(String text) {
            Duration patience = super.convert(text);
            if (patience.isZero()) {
                throw new TypeConversionException("'" + text + "' is too short: at least 1ms");
            }
            return patience;
        }
    }

    /** {@code 1048576 512KiB 50MiB 1GiB 1TiB}, a second: at least one byte, as in the files. */
    static final class SizeConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            String size = text.strip();
            if (!Quantity.isSize(size)) {
                throw new TypeConversionException("'" + text + "' is not a size like 512KiB or 50MiB");
            }
            long bytes = Quantity.parseBytes(size)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is too large"));
            if (bytes < 1) {
                throw new TypeConversionException("'" + text + "' is too small");
            }
            return bytes;
        }
    }
}
