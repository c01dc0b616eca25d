package dev.kgit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.diff.Cause;
import dev.kgit.diff.FieldChange;
import dev.kgit.model.MaskedText;
import dev.kgit.model.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static String of(String value, String before, String secret) {
        Setting after = Setting.of(value).withMasked(new MaskedText(List.of(before, ""), List.of(secret)));
        return new Fingerprint()
                .addFields(List.of(new FieldChange("config.url", null, after, Cause.GIT)))
                .text();
    }

    @Test
    void coversWhatStandsAroundASecretAndWhichSecretItIs() {
        String reviewed = of("jdbc:pg://good/s3cret", "jdbc:pg://good/", "PW");

        assertThat(of("jdbc:pg://evil/s3cret", "jdbc:pg://evil/", "PW")).isNotEqualTo(reviewed);
        assertThat(of("jdbc:pg://good/s3cret", "jdbc:pg://good/", "OTHER")).isNotEqualTo(reviewed);
    }

    @Test
    void doesNotCoverTheSecretItself() {
        assertThat(of("jdbc:pg://good/another", "jdbc:pg://good/", "PW"))
                .isEqualTo(of("jdbc:pg://good/s3cret", "jdbc:pg://good/", "PW"));
    }
}
