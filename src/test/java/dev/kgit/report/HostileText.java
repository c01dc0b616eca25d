package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.model.PrintableText;

/** What output must never hold, whatever names and values do. */
final class HostileText {

    private HostileText() {}

    static void assertHarmless(String output) {
        assertThat(output.codePoints().filter(c -> c != '\n'))
                .allSatisfy(c -> assertThat(PrintableText.isShowable(c))
                        .describedAs("U+%04X", c)
                        .isTrue());
        assertThat(output).doesNotContain("##[", "##vso[");
        assertThat(output.lines().filter(line -> line.strip().startsWith("::")))
                .allMatch(line -> line.matches("::(error|warning|notice) .*"));
    }
}
