package dev.kgit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.diff.Cause;
import dev.kgit.diff.FieldDiff;
import dev.kgit.model.FieldValue;
import dev.kgit.model.MaskedText;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static String of(String value, String before, String secret) {
        FieldValue after = FieldValue.of(value).withMasked(new MaskedText(List.of(before, ""), List.of(secret)));
        return new Fingerprint()
                .addFields(List.of(new FieldDiff("config.url", null, after, Cause.GIT)))
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

        assertThat(of(FieldValue.of("x").withMasked(first)))
                .isNotEqualTo(of(FieldValue.of("x").withMasked(second)));
    }

    @Test
    void coversWhatTheWorkerLooksUp() {
        FieldValue one = FieldValue.of("${file:/secrets:a}").asGuessed();
        FieldValue other = FieldValue.of("${file:/secrets:b}").asGuessed();

        assertThat(of(one)).isNotEqualTo(of(other));
        assertThat(of(FieldValue.of("hunter2").asGuessed()))
                .isEqualTo(of(FieldValue.of("hunter3").asGuessed()));
    }

    @Test
    void coversNothingOfALiveValueThatIsASecretByItsDeclaration() {
        FieldValue secret = FieldValue.secret("new", null);

        assertThat(of(new FieldDiff("config.url", FieldValue.of("old"), secret, Cause.GIT)))
                .isEqualTo(of(new FieldDiff("config.url", FieldValue.of("older"), secret, Cause.GIT)));
    }

    private static String of(FieldValue after) {
        return of(new FieldDiff("config.url", null, after, Cause.GIT));
    }

    private static String of(FieldDiff field) {
        return new Fingerprint().addFields(List.of(field)).text();
    }

    @Test
    void doesNotCoverTheSecretItself() {
        assertThat(of("jdbc:pg://good/another", "jdbc:pg://good/", "PW"))
                .isEqualTo(of("jdbc:pg://good/s3cret", "jdbc:pg://good/", "PW"));
    }
}
