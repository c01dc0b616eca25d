package dev.kgit.configschema;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types that Kafka gives its config keys, with the grammar that Kafka reads their texts by. */
public enum ConfigType {
    BOOLEAN("boolean", "true or false"),
    STRING("string", "a text"),
    SHORT("integer", "a whole number"),
    INT("integer", "a whole number"),
    LONG("integer", "a whole number"),
    DOUBLE("number", "a number"),
    LIST("array", "a list, comma-separated"),
    CLASS("string", "the name of a class"),
    PASSWORD("string", "a secret");

    private final String json;
    private final String phrase;

    ConfigType(String json, String phrase) {
        this.json = json;
        this.phrase = phrase;
    }

    /** The type of JSON that says most of it. */
    String json() {
        return json;
    }

    /** What it takes, as a phrase that goes behind "takes". */
    public String phrase() {
        return phrase;
    }

    /** The type of that name; empty where Kafka has none. */
    public static Optional<ConfigType> named(String name) {
        return Stream.of(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** The widest type that a type of JSON stands for. */
    static Optional<ConfigType> ofJson(String json) {
        return json.equals("integer")
                ? Optional.of(LONG)
                : Stream.of(values()).filter(type -> type.json.equals(json)).findFirst();
    }

    boolean isNumber() {
        return this == SHORT || this == INT || this == LONG || this == DOUBLE;
    }

    /** Whether Kafka reads the text as a value of this type. Spaces around it count for nothing. */
    boolean takes(String text) {
        String value = text.strip();
        return switch (this) {
            case BOOLEAN -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            case SHORT, INT, LONG, DOUBLE -> number(value).isPresent();
            case STRING, LIST, CLASS, PASSWORD -> true;
        };
    }

    /** The number that Kafka reads; empty where it reads none. */
    Optional<Number> number(String text) {
        String value = text.strip();
        try {
            return switch (this) {
                case SHORT -> Optional.of(Short.valueOf(value));
                case INT -> Optional.of(Integer.valueOf(value));
                case LONG -> Optional.of(Long.valueOf(value));
                case DOUBLE -> Optional.of(Double.valueOf(value));
                case BOOLEAN, STRING, LIST, CLASS, PASSWORD -> Optional.empty();
            };
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /** The least whole number of the type; null where it has none. */
    @Nullable
    BigDecimal least() {
        return switch (this) {
            case SHORT -> BigDecimal.valueOf(Short.MIN_VALUE);
            case INT -> BigDecimal.valueOf(Integer.MIN_VALUE);
            case LONG -> BigDecimal.valueOf(Long.MIN_VALUE);
            case DOUBLE, BOOLEAN, STRING, LIST, CLASS, PASSWORD -> null;
        };
    }

    /** The largest whole number of the type; null where it has none. */
    @Nullable
    BigDecimal most() {
        return switch (this) {
            case SHORT -> BigDecimal.valueOf(Short.MAX_VALUE);
            case INT -> BigDecimal.valueOf(Integer.MAX_VALUE);
            case LONG -> BigDecimal.valueOf(Long.MAX_VALUE);
            case DOUBLE, BOOLEAN, STRING, LIST, CLASS, PASSWORD -> null;
        };
    }

    /** How a number that {@link #number} has read lies to a bound; one that is none (NaN) lies on it, as it does for Kafka. */
    static int compare(Number read, BigDecimal bound) {
        double value = read.doubleValue();
        if (Double.isNaN(value)) {
            return 0;
        }
        return Double.isInfinite(value) ? Double.compare(value, 0) : new BigDecimal(read.toString()).compareTo(bound);
    }
}
