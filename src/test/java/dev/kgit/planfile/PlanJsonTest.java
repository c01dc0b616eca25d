package dev.kgit.planfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.plan.Plan;
import dev.kgit.report.Golden;
import dev.kgit.report.HistoryReportTest;
import dev.kgit.report.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlanJsonTest {

    private static final SchemaOf SCHEMA = SchemaOf.file("plan.schema.json");

    private static String json(Plan plan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanJson.write(plan, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void isAsReviewed() {
        Map.of(
                        "first", Samples.first(),
                        "mixed", Samples.mixed(),
                        "empty", Samples.empty(),
                        "hostile", Samples.hostile())
                .forEach((name, plan) -> Golden.holds("plan-" + name + ".json", json(plan)));
    }

    @Test
    void keepsItsSchema() {
        SCHEMA.isKeptBy(json(Samples.first()));
        SCHEMA.isKeptBy(json(Samples.mixed()));
        SCHEMA.isKeptBy(json(Samples.empty()));
        SCHEMA.isKeptBy(json(Samples.inapplicable()));
        SCHEMA.isKeptBy(json(Samples.hostile()));
        for (long seed = 0; seed < 300; seed++) {
            SCHEMA.isKeptBy(json(Samples.random(seed)));
        }
    }

    @Test
    void hasASchemaThatRefusesOtherThings() {
        String json = json(Samples.mixed());
        SCHEMA.isNotKeptBy(json.replace("\"risk\"", "\"danger\""));
        SCHEMA.isNotKeptBy(json.replaceFirst("\"before\": \"\\(sensitive\\)\"", "\"before\": \"hunter2\""));
        SCHEMA.isNotKeptBy(json.replaceFirst("\"action\": \"update\"", "\"action\": \"replace\""));
        SCHEMA.isNotKeptBy("{}");
    }

    @Test
    void isTheSameBytesForEqualPlans() {
        for (long seed = 0; seed < 300; seed++) {
            assertThat(json(Samples.random(seed))).isEqualTo(json(Samples.random(seed)));
        }
    }

    @Test
    void neverShowsWhatIsSensitive() {
        for (long seed = 0; seed < 300; seed++) {
            assertThat(json(Samples.random(seed))).doesNotContain(Samples.SECRET);
        }
        assertThat(json(Samples.mixed())).doesNotContain(Samples.SECRET);
    }

    @Test
    void keepsEveryCharacterOfAValue() {
        JsonNode hostile = JsonMapper.shared().readTree(json(Samples.hostile()));
        String path = hostile.at("/changes/0/fields/0/before").asString();
        assertThat(path)
                .isEqualTo(Samples.hostile().changes().get(0).fields().get(0).shownBefore());
        assertThat(json(Samples.hostile())).isASCII().doesNotContain("##", "\u007f");
    }

    @Test
    void streamsTenThousandRows() {
        long[] written = {0};
        PlanJson.write(Samples.huge(10_000), new OutputStream() {
            @Override
            public void write(int single) {
                written[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                assertThat(length).isLessThan(100_000);
                written[0] += length;
            }
        });
        assertThat(written[0]).isGreaterThan(5_000_000);
    }

    @Test
    void saysThatItCouldNotBeWritten() {
        assertThatThrownBy(() -> PlanJson.write(Samples.first(), new OutputStream() {
                    @Override
                    public void write(int single) throws IOException {
                        throw new IOException("disk full");
                    }
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("disk full");
    }

    @Test
    void tellsHistoryAsJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HistoryJson.write(HistoryReportTest.entry(), HistoryReportTest.SUBJECTS, out);
        Golden.holds("history.json", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void tellsDiagnosticsAsJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DiagnosticsJson.write(Samples.mixed().diagnostics(), out);
        Golden.holds("diagnostics.json", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void tellsTheLedgerAsJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LedgerJson.write(List.of(HistoryReportTest.entry(), LedgerEntry.none("shop", "prod")), out);
        String json = out.toString(StandardCharsets.UTF_8);
        SchemaOf.file("ledger.schema.json").isKeptBy(json);
        Golden.holds("ledger.json", json);
    }
}
