package dev.kgit.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantityTest {

    @Test
    void readsBytesWithAndWithoutAUnit() {
        assertThat(Quantity.parseBytes("50MiB")).contains(52_428_800L);
        assertThat(Quantity.parseBytes("1 TiB")).contains(1L << 40);
        assertThat(Quantity.parseBytes("1000")).contains(1000L);
        assertThat(Quantity.parseBytes("999999999999999999TiB")).isEmpty();
        assertThat(Quantity.parseBytes("99999999999999999999")).isEmpty();
        assertThat(Quantity.parseBytes("fast")).isEmpty();
    }

    @Test
    void readsDurations() {
        assertThat(Quantity.DURATION.numberOf("7d")).contains("604800000");
        assertThat(Quantity.DURATION.numberOf("500ms")).contains("500");
        assertThat(Quantity.DURATION.numberOf("1MiB")).isEmpty();
        assertThat(Quantity.DURATION.numberOf("30")).isEmpty();
    }

    @Test
    void measuresToOneDecimal() {
        assertThat(Quantity.measuredBytes(12)).isEqualTo("12 B");
        assertThat(Quantity.measuredBytes(4L << 20)).isEqualTo("4.0 MiB");
        assertThat(Quantity.measuredBytes(3L << 50)).isEqualTo("3.0 PiB");
    }

    @Test
    void roundsToAboutSoMuch() {
        assertThat(Quantity.SIZE.rounded(1_288_490_189)).contains("~1.2GiB");
        assertThat(Quantity.SIZE.rounded(12)).isEmpty();
    }
}
