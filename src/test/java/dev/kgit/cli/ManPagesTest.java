package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ManPagesTest {

    private static final Map<String, String> PAGES = ManPages.pages();

    @Test
    void thereIsOneForTheProgramAndOneForEachCommand() {
        TreeSet<String> expected = Subcommands.declared().keySet().stream()
                .map(verb -> "kgit-" + verb + ".1")
                .collect(Collectors.toCollection(TreeSet::new));
        expected.add("kgit.1");

        assertThat(new TreeSet<>(PAGES.keySet())).isEqualTo(expected);
    }

    @Test
    void tellsOfEachOptionWhatTheHelpTells() {
        assertThat(PAGES.get("kgit-plan.1"))
                .contains(".SH NAME\nkgit\\-plan \\- ")
                .contains(".TP\n\\fB\\-\\-trust\\fR=\\fIREF\\fR\nRead kgit.yaml")
                .contains("  kgit plan \\-e prod\n")
                .doesNotContain("\\-\\-no\\-color");
        assertThat(PAGES.get("kgit.1"))
                .contains("\\fB\\-\\-no\\-color\\fR")
                .contains("\\fBkgit\\-plan\\fR(1)")
                .contains("text, json, markdown")
                .doesNotContain("COMPLETION");
    }

    /** What man(7) would take for a request, and does not know. */
    @Test
    void holdsNoLineThatIsTakenForARequest() {
        PAGES.forEach((name, page) -> assertThat(page.lines().filter(line -> line.matches("[.'].*")))
                .as(name)
                .allMatch(line -> line.matches("\\.(TH|SH|B) .*|\\.(TP|nf|fi)")));
    }
}
