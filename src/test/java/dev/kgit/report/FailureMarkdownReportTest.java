package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureMarkdownReportTest {

    private static String body(String project, List<Diagnostic> why) {
        StringBuilder out = new StringBuilder();
        FailureMarkdownReport.write("plan", project, "prod", "the files or the flags are wrong", why, out);
        return out.toString();
    }

    @Test
    void takesThePlaceOfThePlanByTheSameMarker() {
        Diagnostic wrong = Diagnostic.error("KG020", "unknown key `partition`")
                .withHint("did you mean `partitions`?")
                .withPlace(new Place("environments/base/topics.yaml", 3, 5));

        assertThat(body("shop", List.of(wrong))).isEqualTo("""
                <!-- kgit:plan shop/prod -->
                ### kgit plan: `shop` / `prod`

                **There is no result: the files or the flags are wrong.**

                - **error KG020**: `environments/base/topics.yaml:3:5`: unknown key `partition`
                  <br>hint: did you mean `partitions`?

                """);
    }

    @Test
    void isSafeAndFitsWhateverTheFilesHold() {
        Diagnostic hostile = Diagnostic.error(
                        "KG020", "<img src=x> @everyone [x](http://evil) ``` --> " + "long ".repeat(5_000))
                .withHint("<!-- kgit:plan shop/prod -->");
        String body = body("--> <b>", Collections.nCopies(500, hostile));

        assertThat(body).hasSizeLessThanOrEqualTo(65_536).contains("and ").contains(" more");
        assertThat(body.lines().findFirst().orElseThrow()).matches("<!-- kgit:plan [^<>\\s]+ -->");
        assertThat(body.replaceAll("(`+)[^`].*?[^`]\\1(?!`)", "")).doesNotContain("<img", "@everyone", "](http", "<b>");
        HostileText.assertHarmless(body);
    }
}
