package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticsReportTest {

    private final Diagnostic error = Diagnostic.error("KG012", "unknown key 'partition'")
            .withHint("did you mean 'partitions'?")
            .withPlace(new Place("environments/dev/topics.yaml", 4, 7));

    @Test
    void saysWhereWhatAndWhatToDo() {
        StringBuilder out = new StringBuilder();
        DiagnosticsReport.write(List.of(error, Diagnostic.warning("KG013", "odd")), AnsiStyle.PLAIN, out);
        assertThat(out)
                .hasToString("environments/dev/topics.yaml:4:7: error KG012: unknown key 'partition'\n"
                        + "  hint: did you mean 'partitions'?\n"
                        + "warning KG013: odd\n");
    }

    @Test
    void countsBySeverity() {
        assertThat(DiagnosticsReport.counts(List.of())).isEqualTo("no problems");
        assertThat(DiagnosticsReport.counts(List.of(error, error, Diagnostic.warning("KG013", "odd"))))
                .isEqualTo("2 errors, 1 warning");
    }

    @Test
    void annotatesForGithub() {
        StringBuilder out = new StringBuilder();
        GithubAnnotationsReport.write(
                List.of(Diagnostic.info("KG013", "100%\nsure, yes: so"), error), "deploy/a,b:c/", out);
        assertThat(out)
                .hasToString("::error file=deploy/a%2Cb%3Ac/environments/dev/topics.yaml,line=4,col=7,title=KG012"
                        + "::unknown key 'partition'%0Ahint: did you mean 'partitions'?\n"
                        + "::notice title=KG013::100%25%0Asure, yes: so\n");
    }
}
