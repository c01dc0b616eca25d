package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "retention.ms, 250ms, 250",
        "retention.ms, 30s, 30000",
        "retention.ms, 15m, 900000",
        "retention.ms, 12h, 43200000",
        "retention.ms, 7d, 604800000",
        "retention.ms, 7 d, 604800000",
        "retention.ms, -1, -1",
        "retention.ms, 604800000, 604800000",
        "retention.bytes, 512KiB, 524288",
        "max.message.bytes, 1MiB, 1048576",
        "segment.bytes, 1GiB, 1073741824",
        "retention.bytes, 2TiB, 2199023255552",
        "transforms.x.timeout.ms, 5s, 5000",
    })
    void turnsDurationsAndSizesIntoNumbers(String key, String written, String number) {
        assertThat(Units.canonical(key, written)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "retention.ms, 7D",
        "retention.ms, 1h30m",
        "retention.ms, 1MiB",
        "retention.ms, 1.5h",
        "retention.ms, -7d",
        "max.message.bytes, 1MB",
        "max.message.bytes, 1m",
        "compression.type, 7d",
        "min.insync.replicas, 2d",
        "something.msx, 7d",
    })
    void leavesEverythingElseAlone(String key, String written) {
        assertThat(Units.canonical(key, written)).isEqualTo(written);
    }

    @Test
    void objectsToNumbersThatAreNone() {
        assertThat(Units.objection("retention.ms", "soon")).isPresent();
        assertThat(Units.objection("max.message.bytes", "1MB")).isPresent();
        assertThat(Units.objection("retention.ms", "-1")).isEmpty();
        assertThat(Units.objection("cleanup.policy", "compact")).isEmpty();
    }
}
