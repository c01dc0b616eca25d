package dev.kgit.configschema;

import dev.kgit.model.DidYouMean;
import dev.kgit.secret.ProviderLookups;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one config key takes.
 *
 * @param type as Kafka has it; PASSWORD: its value is a secret
 * @param defaultValue the text that it has where nobody says one; null: none, and always for PASSWORD
 * @param words all that it takes, or of a list all that it may hold; empty: not only words, and always for PASSWORD
 * @param ignoreCase whether upper and lower case are one in its words
 * @param minimum the least number; null: that of the type
 * @param maximum the largest number; null: that of the type
 * @param description one line for people; empty where there is none
 * @param required whether it has to be said
 */
public record ConfigProperty(
        ConfigType type,
        @Nullable String defaultValue,
        List<String> words,
        boolean ignoreCase,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        String description,
        boolean required) {

    /** A hint names no more words than that. */
    private static final int MOST_WORDS = 12;

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");

    public ConfigProperty {
        // Those of a secret would be secrets, and are shown.
        words = type == ConfigType.PASSWORD ? List.of() : List.copyOf(words);
        defaultValue = type == ConfigType.PASSWORD ? null : defaultValue;
    }

    /** A key of that type, without a default, bounds or words. */
    public static ConfigProperty of(ConfigType type) {
        return new ConfigProperty(type, null, List.of(), false, null, null, "", false);
    }

    /** Whether its value is a secret by its type. */
    public boolean isPassword() {
        return type == ConfigType.PASSWORD;
    }

    /**
     * What speaks against a value; empty where nothing does, and where the value has a part that is looked up in the worker or
     * the client, so that nobody knows it here.
     *
     * @param text the value with durations and sizes as plain numbers
     */
    public Optional<Violation> violation(String text) {
        if (ProviderLookups.isIn(text)) {
            return Optional.empty();
        }
        if (type.isNumber()) {
            return violationOfNumber(text);
        }
        if (!type.takes(text)) {
            return Optional.of(new Violation(Violation.Reason.TYPE, type.phrase(), text, "write " + type.phrase()));
        }
        return words.isEmpty()
                ? Optional.empty()
                : members(text).filter(word -> !isWord(word)).findFirst().map(this::stranger);
    }

    private Optional<Violation> violationOfNumber(String text) {
        Optional<Number> number = type.number(text);
        String what =
                "write " + type.phrase() + range().map(range -> ", " + range).orElse("");
        if (number.isEmpty()) {
            boolean tooFar =
                    type != ConfigType.DOUBLE && WHOLE.matcher(text.strip()).matches();
            return Optional.of(
                    tooFar
                            ? new Violation(
                                    Violation.Reason.RANGE, wholeRange(), text, "write a whole number, " + wholeRange())
                            : new Violation(Violation.Reason.TYPE, type.phrase(), text, what));
        }
        boolean outside = (minimum != null && ConfigType.compare(number.get(), minimum) < 0)
                || (maximum != null && ConfigType.compare(number.get(), maximum) > 0);
        return outside
                ? Optional.of(new Violation(Violation.Reason.RANGE, range().orElse(""), text, what))
                : Optional.empty();
    }

    /** The bounds beside those of the type, as "1 or more", "0 to 9"; empty where there are none. */
    public Optional<String> range() {
        return range(minimum, maximum);
    }

    /** The bounds of a whole number with those of its type. */
    private String wholeRange() {
        return range(minimum == null ? type.least() : minimum, maximum == null ? type.most() : maximum)
                .orElse("");
    }

    private static Optional<String> range(@Nullable BigDecimal minimum, @Nullable BigDecimal maximum) {
        if (minimum == null) {
            return Optional.ofNullable(maximum).map(most -> most.toPlainString() + " or less");
        }
        String least = minimum.toPlainString();
        return Optional.of(maximum == null ? least + " or more" : least + " to " + maximum.toPlainString());
    }

    private Stream<String> members(String text) {
        if (type != ConfigType.LIST) {
            return Stream.of(text.strip());
        }
        return text.isBlank()
                ? Stream.empty()
                : Arrays.stream(text.split(",", -1)).map(String::strip);
    }

    private boolean isWord(String member) {
        return words.contains(member) || (ignoreCase && words.stream().anyMatch(member::equalsIgnoreCase));
    }

    private Violation stranger(String word) {
        String all = String.join(", ", words.subList(0, Math.min(words.size(), MOST_WORDS)))
                + (words.size() > MOST_WORDS ? " or one of " + (words.size() - MOST_WORDS) + " more" : "");
        String one = words.size() == 1 ? "only " : type == ConfigType.LIST ? "only members of " : "one of ";
        return new Violation(Violation.Reason.WORD, one + all, word, DidYouMean.hint(word, words, "it takes " + all));
    }
}
