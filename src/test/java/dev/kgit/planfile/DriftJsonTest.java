package dev.kgit.planfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.model.KgitException;
import dev.kgit.plan.Drift;
import dev.kgit.report.DriftSamples;
import dev.kgit.report.Golden;
import dev.kgit.report.Samples;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DriftJsonTest {

    private static final SchemaOf SCHEMA = SchemaOf.file("drift.schema.json");

    private static final List<Drift> ALL = List.of(
            DriftSamples.drift(), DriftSamples.noDrift(), DriftSamples.unreadable(), DriftSamples.hostileDrift());

    private static String json(Drift drift) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DriftJson.write(drift, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String sarif(Drift drift) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DriftSarif.write(drift, "1.2.3", "deploy/", out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void isAsReviewed() {
        Golden.holds("drift-some.json", json(DriftSamples.drift()));
        Golden.holds("drift-unreadable.json", json(DriftSamples.unreadable()));
        Golden.holds("drift-some.sarif", sarif(DriftSamples.drift()));
    }

    @Test
    void keepsItsSchema() {
        ALL.forEach(drift -> SCHEMA.isKeptBy(json(drift)));
        SCHEMA.isNotKeptBy(json(DriftSamples.drift()).replace("\"found\"", "\"seen\""));
        SCHEMA.isNotKeptBy(
                json(DriftSamples.drift()).replaceFirst("\"found\": \"\\(sensitive\\)\"", "\"found\": \"x\""));
    }

    @Test
    void neverShowsWhatIsSensitive() {
        ALL.forEach(drift -> assertThat(json(drift) + sarif(drift)).doesNotContain(Samples.SECRET));
    }

    @Test
    void givesTheSameDriftTheSameFingerprint() {
        assertThat(DriftSamples.drift().items().get(0).fingerprint())
                .isEqualTo(DriftSamples.drift().items().get(0).fingerprint())
                .isNotEqualTo(DriftSamples.drift().items().get(1).fingerprint());
    }

    @Test
    void readsBackWhatAFormerRunHasTold() {
        assertThat(DriftJson.known(json(DriftSamples.drift()).getBytes(StandardCharsets.UTF_8), "known.json")
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(DriftSamples.drift().items().stream()
                        .map(item -> item.fingerprint())
                        .toList());
        for (String other :
                List.of("", "[]", "{}", "{\"formatVersion\": \"1.0\"}", "{\"formatVersion\": [1]", "null")) {
            assertThatThrownBy(() -> DriftJson.known(other.getBytes(StandardCharsets.UTF_8), "known.json"))
                    .isInstanceOf(KgitException.Invalid.class)
                    .hasMessageContaining("KG681");
        }
    }

    @Test
    void saysInSarifWhereEachItemIsDeclared() {
        JsonNode run = JsonMapper.shared().readTree(sarif(DriftSamples.drift())).at("/runs/0");
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
        assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .isEqualTo("deploy/environments/base/topics.yaml");
        assertThat(run.at("/results/0/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(4);
        ALL.forEach(drift -> assertThat(JsonMapper.shared()
                        .readTree(sarif(drift))
                        .at("/runs/0/results")
                        .size())
                .isEqualTo(drift.items().size()));
    }
}
