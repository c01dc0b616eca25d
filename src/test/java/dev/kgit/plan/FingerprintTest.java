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
    void knowsAMaskThatSomebodyHasWrittenFromASecret() {
        MaskedText first = new MaskedText(List.of("a", "b(sensitive)"), List.of("PW"));
        MaskedText second = new MaskedText(List.of("a(sensitive)b", ""), List.of("PW"));

        assertThat(of(Setting.of("x").withMasked(first)))
                .isNotEqualTo(of(Setting.of("x").withMasked(second)));
    }

    @Test
    void coversWhatTheWorkerLooksUp() {
        Setting one = Setting.of("${file:/secrets:a}").asGuessed();
        Setting other = Setting.of("${file:/secrets:b}").asGuessed();

        assertThat(of(one)).isNotEqualTo(of(other));
        assertThat(of(Setting.of("hunter2").asGuessed()))
                .isEqualTo(of(Setting.of("hunter3").asGuessed()));
    }

    @Test
    void coversNothingOfALiveValueThatIsASecretByItsDeclaration() {
        Setting secret = Setting.secret("new", null);

        assertThat(of(new FieldChange("config.url", Setting.of("old"), secret, Cause.GIT)))
                .isEqualTo(of(new FieldChange("config.url", Setting.of("older"), secret, Cause.GIT)));
    }

    private static String of(Setting after) {
        return of(new FieldChange("config.url", null, after, Cause.GIT));
    }

    private static String of(FieldChange field) {
        return new Fingerprint().addFields(List.of(field)).text();
    }

    @Test
    void doesNotCoverTheSecretItself() {
        assertThat(of("jdbc:pg://good/another", "jdbc:pg://good/", "PW"))
                .isEqualTo(of("jdbc:pg://good/s3cret", "jdbc:pg://good/", "PW"));
    }
}
