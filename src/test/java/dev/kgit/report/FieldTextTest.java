package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldTextTest {

    @Test
    void saysTimesAsPeopleDo() {
        assertThat(FieldText.inUnits("config.retention.ms", "604800000")).contains("7d");
        assertThat(FieldText.inUnits("config.retention.ms", "129600000")).contains("1d 12h");
        assertThat(FieldText.inUnits("config.retention.ms", "90061001")).contains("~1d");
        assertThat(FieldText.inUnits("config.poll.interval.ms", "5000")).contains("5s");
        assertThat(FieldText.inUnits("config.poll.interval.ms", "999")).isEmpty();
    }

    @Test
    void saysSizesAsPeopleDo() {
        assertThat(FieldText.inUnits("config.max.message.bytes", "1048576")).contains("1MiB");
        assertThat(FieldText.inUnits("config.max.message.bytes", "1048588")).contains("~1MiB");
        assertThat(FieldText.inUnits("config.segment.bytes", "1610612736")).contains("1GiB 512MiB");
    }

    @Test
    void knowsNumbersThatMeanNoEnd() {
        assertThat(FieldText.inUnits("config.retention.ms", "-1")).contains("unlimited");
        assertThat(FieldText.inUnits("config.retention.bytes", "-1")).contains("unlimited");
        assertThat(FieldText.inUnits("config.flush.ms", "9223372036854775807")).contains("never");
        assertThat(FieldText.inUnits("config.message.timestamp.difference.max.ms", "-1"))
                .isEmpty();
    }

    @Test
    void leavesOtherValuesAlone() {
        assertThat(FieldText.inUnits("partitions", "86400000")).isEmpty();
        assertThat(FieldText.inUnits("config.retention.ms", "7d")).isEmpty();
        assertThat(FieldText.inUnits("config.retention.ms", "99999999999999999999"))
                .isEmpty();
    }
}
