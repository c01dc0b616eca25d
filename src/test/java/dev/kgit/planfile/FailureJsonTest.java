package dev.kgit.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureJsonTest {

    private static final Diagnostic WRONG = Diagnostic.error("KG020", "unknown key `partitons`")
            .withHint("did you mean `partitions`?")
            .withPlace(new Place("environments/base/topics.yaml", 3, 5))
            .withSubject(TopicKind.id("a"));

    @Test
    void keepsItsSchemaAndIsNoPlan() {
        String json = written(List.of(WRONG, Diagnostic.error("KG703", "which environment?")));

        SchemaOf.file("failure.schema.json").isKeptBy(json);
        SchemaOf.file("plan.schema.json").isNotKeptBy(json);
        assertThat(json).contains("\"exitCode\": 1", "\"KG020\"", "\"line\": 3", "topic/a", "\"KG703\"");
    }

    private static String written(List<Diagnostic> diagnostics) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FailureJson.write(1, diagnostics, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
