package dev.kgit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.fixture.ProcessorTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderLookupsTest {

    @ParameterizedTest
    @ValueSource(strings = {"${file:/a:b}", "x${env:A}y", "${vault:secret/data/x:key}", "${a${file:x}", "$${env:A}"})
    void knowsALookupByItsProvider(String text) {
        assertThat(ProviderLookups.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${routedByValue}",
                "${1}",
                "$1",
                "${}",
                "${:x}",
                "${file:",
                "{file:x}",
                "outbox.event.${routedByValue}",
                "${a b:c}"
            })
    void takesNothingElseForOne(String text) {
        assertThat(ProviderLookups.isIn(text)).isFalse();
    }

    @Test
    void tellsWhereLookupsStand() {
        assertThat(ProviderLookups.in("a${env:B}c${1}${file:/d:e}"))
                .containsExactly(new ProviderLookups.Span(1, 9), new ProviderLookups.Span(14, 26));
        assertThat(ProviderLookups.isNothingElse(" ${env:A}${env:B} ")).isTrue();
        assertThat(ProviderLookups.isNothingElse("${env:A}-${env:B}")).isFalse();
        assertThat(ProviderLookups.isNothingElse("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${file:", "${file:x}", "${", "${a"})
    void readsATextOnce(String piece) {
        String text = piece.repeat(100_000);
        ProcessorTime.within(Duration.ofMillis(800), () -> {
            ProviderLookups.isIn(text);
            ProviderLookups.in(text);
            ProviderLookups.isNothingElse(text);
        });
    }
}
