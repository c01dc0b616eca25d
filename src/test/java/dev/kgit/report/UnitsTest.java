package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitsTest {

    @Test
    void saysTimesAsPeopleDo() {
        assertThat(Units.said("config.retention.ms", "604800000")).contains("7d");
        assertThat(Units.said("config.retention.ms", "129600000")).contains("1d 12h");
        assertThat(Units.said("config.retention.ms", "90061001")).contains("~1d");
        assertThat(Units.said("config.poll.interval.ms", "5000")).contains("5s");
        assertThat(Units.said("config.poll.interval.ms", "999")).isEmpty();
    }

    @Test
    void saysSizesAsPeopleDo() {
        assertThat(Units.said("config.max.message.bytes", "1048576")).contains("1MiB");
        assertThat(Units.said("config.max.message.bytes", "1048588")).contains("~1MiB");
        assertThat(Units.said("config.segment.bytes", "1610612736")).contains("1GiB 512MiB");
        assertThat(Units.bytes(1288490189)).isEqualTo("~1.2GiB");
        assertThat(Units.bytes(12)).isEqualTo("12B");
    }

    @Test
    void knowsNumbersThatMeanNoEnd() {
        assertThat(Units.said("config.retention.ms", "-1")).contains("unlimited");
        assertThat(Units.said("config.retention.bytes", "-1")).contains("unlimited");
        assertThat(Units.said("config.flush.ms", "9223372036854775807")).contains("never");
        assertThat(Units.said("config.message.timestamp.difference.max.ms", "-1"))
                .isEmpty();
    }

    @Test
    void leavesOtherValuesAlone() {
        assertThat(Units.said("partitions", "86400000")).isEmpty();
        assertThat(Units.said("config.retention.ms", "7d")).isEmpty();
        assertThat(Units.said("config.retention.ms", "99999999999999999999")).isEmpty();
    }
}
