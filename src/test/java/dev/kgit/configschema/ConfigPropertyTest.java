package dev.kgit.configschema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.configschema.Violation.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar that Kafka reads values by. */
class ConfigPropertyTest {

    private static final ConfigProperty COUNT =
            new ConfigProperty(ConfigType.INT, "1", List.of(), false, BigDecimal.ONE, BigDecimal.TEN, "", false);
    private static final ConfigProperty POLICY = words(ConfigType.LIST, false, "compact", "delete");

    @ParameterizedTest
    @CsvSource({
        "BOOLEAN, TRUE", "BOOLEAN, ' false '", "SHORT, -32768", "INT, ' 7 '", "LONG, 9223372036854775807",
                "DOUBLE, 0.5",
        "DOUBLE, 1e3", "STRING, anything", "LIST, 'a, b'", "LIST, ''", "CLASS, org.example.Some", "PASSWORD, x",
        "INT, ${file:/a:b}", "BOOLEAN, ${env:ON}"
    })
    void takesWhatKafkaReads(ConfigType type, String text) {
        assertThat(ConfigProperty.of(type).violation(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "BOOLEAN, yes, TYPE",
        "BOOLEAN, '', TYPE",
        "SHORT, 32768, RANGE",
        "INT, 2147483648, RANGE",
        "INT, 1.0, TYPE",
        "LONG, 7 days, TYPE",
        "LONG, 9223372036854775808, RANGE",
        "DOUBLE, half, TYPE",
        "INT, ${unread}, TYPE"
    })
    void refusesWhatItDoesNot(ConfigType type, String text, Reason reason) {
        assertThat(ConfigProperty.of(type).violation(text).map(Violation::reason))
                .contains(reason);
    }

    @Test
    void saysTheRange() {
        assertThat(COUNT.violation("10")).isEmpty();
        assertThat(COUNT.violation("11"))
                .contains(new Violation(Reason.RANGE, "1 to 10", "11", "write a whole number, 1 to 10"));
        assertThat(COUNT.violation("many")).map(Violation::hint).contains("write a whole number, 1 to 10");
    }

    @Test
    void infinityIsOutOfEveryRange() {
        ConfigProperty ratio = new ConfigProperty(
                ConfigType.DOUBLE, null, List.of(), false, BigDecimal.ZERO, BigDecimal.ONE, "", false);
        assertThat(List.of("Infinity", "-Infinity", "1.01"))
                .allSatisfy(text ->
                        assertThat(ratio.violation(text)).map(Violation::reason).contains(Reason.RANGE));
        assertThat(ratio.violation("0.5")).isEmpty();
    }

    @Test
    void namesTheWordThatWasMeant() {
        assertThat(POLICY.violation(" compact , delete")).isEmpty();
        assertThat(POLICY.violation("")).isEmpty();
        Optional<Violation> violation = POLICY.violation("delete,compct");
        assertThat(violation).map(Violation::found).contains("compct");
        assertThat(violation).map(Violation::hint).contains("did you mean `compact`? it takes compact, delete");
        assertThat(POLICY.violation("Delete")).map(Violation::reason).contains(Reason.WORD);
    }

    @Test
    void caseCountsForNothingWhereKafkaIgnoresIt() {
        assertThat(words(ConfigType.STRING, true, "SSL", "PLAINTEXT").violation("ssl"))
                .isEmpty();
    }

    private static ConfigProperty words(ConfigType type, boolean ignoreCase, String... words) {
        return new ConfigProperty(type, null, List.of(words), ignoreCase, null, null, "", false);
    }
}
