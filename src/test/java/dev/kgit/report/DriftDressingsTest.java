package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.plan.Drift;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class DriftDressingsTest {

    private static final Map<String, Drift> CASES = Map.of(
            "some", DriftSamples.drift(),
            "none", DriftSamples.noDrift(),
            "unreadable", DriftSamples.unreadable(),
            "hostile", DriftSamples.hostileDrift());

    private static final Map<String, BiConsumer<Drift, StringBuilder>> DRESSINGS = Map.of(
            "txt",
            (drift, out) -> DriftTextReport.write(drift, AnsiStyle.PLAIN, out),
            "md",
            DriftMarkdownReport::write,
            "xml",
            DriftJunitReport::write,
            "prom",
            (drift, out) -> DriftPrometheusReport.write(
                    drift,
                    drift.known() ? Instant.parse("2026-11-20T10:00:00Z") : null,
                    Instant.parse("2026-11-22T12:00:00Z"),
                    out));

    private static String dressed(Drift drift, String dressing) {
        StringBuilder out = new StringBuilder();
        DRESSINGS.get(dressing).accept(drift, out);
        return out.toString();
    }

    @Test
    void areAsReviewed() {
        CASES.forEach((name, drift) -> DRESSINGS
                .keySet()
                .forEach(dressing -> Golden.holds("drift-" + name + "." + dressing, dressed(drift, dressing))));
    }

    @Test
    void neverShowWhatIsSensitive() {
        CASES.values()
                .forEach(drift -> DRESSINGS
                        .keySet()
                        .forEach(
                                dressing -> assertThat(dressed(drift, dressing)).doesNotContain(Samples.SECRET)));
    }

    @Test
    void holdNothingThatATerminalOrALogWouldObey() {
        DRESSINGS
                .keySet()
                .forEach(dressing -> HostileText.assertHarmless(dressed(DriftSamples.hostileDrift(), dressing)));
    }

    @Test
    void neverSayThatThereIsNoDriftWhereSomethingCouldNotBeRead() {
        for (String dressing : List.of("txt", "md", "xml")) {
            assertThat(dressed(DriftSamples.unreadable(), dressing)).doesNotContainIgnoringCase("no drift");
            assertThat(dressed(DriftSamples.noDrift(), dressing)).containsIgnoringCase("no drift");
        }
    }

    @Test
    void areXmlThatAParserTakes() throws Exception {
        for (Drift drift : CASES.values()) {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(dressed(drift, "xml"))));
            assertThat(document.getElementsByTagName("failure").getLength())
                    .isEqualTo(drift.items().size());
            assertThat(document.getElementsByTagName("error").getLength())
                    .isEqualTo(drift.unreadable().size());
            assertThat(document.getElementsByTagName("testcase").getLength())
                    .isEqualTo(Integer.parseInt(document.getDocumentElement().getAttribute("tests")));
        }
    }

    @Test
    void areMetricsOfOneLineEach() {
        for (Drift drift : CASES.values()) {
            assertThat(dressed(drift, "prom").lines())
                    .allMatch(line -> line.matches(
                            "# (HELP|TYPE) .+|[a-z_]+\\{([a-z]+=\"([^\"\\\\]|\\\\[\\\\\"n])*\",?)+\\} \\d+"));
        }
    }
}
