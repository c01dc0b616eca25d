package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class UnitsTest {

    @Test
    void takesSizesAsTheFilesDo() {
        Units.SizeConverter sizes = new Units.SizeConverter();
        assertThat(sizes.convert("1TiB")).isEqualTo(1L << 40);
        assertThat(sizes.convert("1 GiB")).isEqualTo(1L << 30);
        assertThat(sizes.convert("1048576")).isEqualTo(1L << 20);
    }

    @Test
    void takesDurationsAsTheFilesDo() {
        assertThat(new Units.DurationConverter().convert("15m")).isEqualTo(Duration.ofMinutes(15));
        assertThat(new Units.DurationConverter().convert("0s")).isEqualTo(Duration.ZERO);
        assertThat(new Units.DurationConverter().convert("24d")).isEqualTo(Duration.ofDays(24));
        assertThat(new Units.PatienceConverter().convert("1ms")).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void waitsForAnAnswerAtLeastAMoment() {
        assertThatThrownBy(() -> new Units.PatienceConverter().convert("0s"))
                .isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0MiB", "50MB", "", "fast", "9999999999TiB"})
    void refusesWhatIsNoRate(String text) {
        assertThatThrownBy(() -> new Units.SizeConverter().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "-1s", "1MiB", "", "999999999999999999d", "99999999d", "25d"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> new Units.DurationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class);
    }
}
