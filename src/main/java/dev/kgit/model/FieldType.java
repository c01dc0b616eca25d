package dev.kgit.model;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The type that a broker states for a config key, which decides when two texts are the same value. */
public enum FieldType {
    TEXT {
        @Override
        public boolean same(String left, String right) {
            return left.equals(right);
        }
    },
    NUMBER {
        @Override
        public boolean same(String left, String right) {
            Optional<BigDecimal> a = number(left);
            Optional<BigDecimal> b = number(right);
            return a.isPresent() && b.isPresent() ? a.get().compareTo(b.get()) == 0 : left.equals(right);
        }
    },
    BOOLEAN {
        @Override
        public boolean same(String left, String right) {
            return left.strip().equalsIgnoreCase(right.strip());
        }
    },
    /** Comma-separated; order and repetition do not count. */
    LIST {
        @Override
        public boolean same(String left, String right) {
            return items(left).equals(items(right));
        }
    };

    /** Whether the two texts mean the same value. */
    public abstract boolean same(String left, String right);

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Set<String> items(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
