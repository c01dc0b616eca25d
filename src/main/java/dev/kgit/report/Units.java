package dev.kgit.report;

import java.util.Optional;

/** Says canonical numbers as people do: {@code 604800000} milliseconds are {@code 7d}. */
final class Units {

    private static final long UNLIMITED = -1;

    private static final Unit[] TIME = {
        new Unit("d", 86_400_000), new Unit("h", 3_600_000), new Unit("m", 60_000), new Unit("s", 1_000)
    };

    private static final Unit[] SIZE = {
        new Unit("TiB", 1L << 40), new Unit("GiB", 1L << 30), new Unit("MiB", 1L << 20), new Unit("KiB", 1L << 10)
    };

    private Units() {}

    private record Unit(String name, long size) {}

    /** How a person would say the value of this field; empty where the number says it best. */
    static Optional<String> said(String path, String value) {
        boolean time = path.endsWith(".ms");
        if (!time && !path.endsWith(".bytes")) {
            return Optional.empty();
        }
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
        if (number == UNLIMITED && (path.endsWith("retention.ms") || path.endsWith("retention.bytes"))) {
            return Optional.of("unlimited");
        }
        if (number == Long.MAX_VALUE) {
            return Optional.of(time ? "never" : "unlimited");
        }
        return said(number, time ? TIME : SIZE);
    }

    /** A number of bytes: {@code 1.2GiB}. */
    static String bytes(long number) {
        return said(number, SIZE).orElse(number + "B");
    }

    private static Optional<String> said(long number, Unit[] units) {
        for (int i = 0; i < units.length; i++) {
            Unit unit = units[i];
            long whole = number / unit.size;
            long rest = number % unit.size;
            if (whole > 0 && rest == 0) {
                return Optional.of(whole + unit.name);
            }
            if (whole > 0) {
                Unit next = i + 1 < units.length ? units[i + 1] : null;
                return Optional.of(
                        next != null && rest % next.size == 0
                                ? whole + unit.name + " " + rest / next.size + next.name
                                : "~" + tenths(number, unit.size) + unit.name);
            }
        }
        return Optional.empty();
    }

    private static String tenths(long number, long unit) {
        long tenths = Math.round(number / (unit / 10.0));
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }
}
