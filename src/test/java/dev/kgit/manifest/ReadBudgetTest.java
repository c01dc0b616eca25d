package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.fixture.ManySeconds;
import dev.kgit.model.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many files, each within its own limits. */
@ManySeconds
class ReadBudgetTest {

    private final MemoryTree tree = MemoryTree.minimal();

    private void topics(int file, int count, String fields) {
        StringBuilder text = new StringBuilder("topics:\n");
        for (int i = 0; i < count; i++) {
            text.append("  t-")
                    .append(file)
                    .append('-')
                    .append(i)
                    .append(": ")
                    .append(fields)
                    .append('\n');
        }
        tree.with("environments/dev/many" + file + ".yaml", text.toString());
    }

    @Test
    void lastsForAHundredThousandTopics() {
        topics(0, 50_000, "{ partitions: 3 }");
        topics(1, 50_000, "{ partitions: 3 }");

        assertThat(Reading.desired(tree).state().resources()).hasSizeGreaterThanOrEqualTo(100_000);
    }

    @Test
    void saysOnceWhereItEnds() {
        for (int file = 0; file < 10; file++) {
            topics(file, 33_000, "{ partitions: 3, replicationFactor: 3 }");
        }

        List<Diagnostic> problems = Reading.problems(tree);
        assertThat(problems).extracting(Diagnostic::code).containsExactly("KG042");
        assertThat(problems.get(0).message()).contains("it takes 1,250,000 values and 64 MiB");
    }

    @Test
    void countsTheBytesOfWhatIsNamedToo() {
        byte[] config = new byte[InputLimits.BYTES - 1];
        java.util.Arrays.fill(config, (byte) ' ');
        StringBuilder connectors = new StringBuilder("connectors:\n");
        for (int i = 0; i < 6; i++) {
            tree.with("environments/dev/" + i + ".json", config);
            connectors
                    .append("  c")
                    .append(i)
                    .append(": { configFile: ")
                    .append(i)
                    .append(".json }\n");
        }
        tree.with("environments/dev/connectors.yaml", connectors.toString());

        assertThat(Reading.codes(tree)).containsExactly("KG042");
    }

    @Test
    void countsTheValuesOfWhatIsNamedToo() {
        StringBuilder keys = new StringBuilder("{");
        for (int i = 0; i < 220_000; i++) {
            keys.append("\"k").append(i).append("\":0,");
        }
        String config = keys + "\"connector.class\":\"x\"}";
        for (int i = 0; i < 3; i++) {
            tree.with("environments/dev/" + i + ".json", config);
        }
        tree.with(
                "environments/dev/connectors.yaml",
                "connectors: { a: { configFile: 0.json }, b: { configFile: 1.json }, c: { configFile: 2.json } }");

        assertThat(Reading.codes(tree)).containsExactly("KG042");
    }
}
