package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.model.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class YamlFormatterTest {

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static String format(String path, String text) {
        ReadResult<String> formatted =
                YamlFormatter.format(path, text.getBytes(StandardCharsets.UTF_8), BuiltInKinds.SECTIONS);
        assertThat(formatted.diagnostics()).isEmpty();
        String once = Objects.requireNonNull(formatted.value());
        ReadResult<String> twice =
                YamlFormatter.format(path, once.getBytes(StandardCharsets.UTF_8), BuiltInKinds.SECTIONS);
        assertThat(twice.value()).as("a second time").isEqualTo(once);
        return once;
    }

    private static String format(String text) {
        return format("environments/dev/topics.yaml", text);
    }

    @Test
    void putsKeysInTheOrderOfTheSchemaWithTheirComments() {
        assertThat(format(lines(
                        "# yaml-language-server: $schema=x",
                        "# Connectors come last.",
                        "connectors: {}",
                        "",
                        "topics:",
                        "  # The one topic",
                        "  a:",
                        "    # What it keeps",
                        "    config: # for a week",
                        "      retention.ms: 7d",
                        "      # nothing more",
                        "",
                        "    partitions: 3 # three",
                        "    # For people",
                        "    # in general",
                        "    description: x",
                        "  # about topics")))
                .isEqualTo(lines(
                        "# yaml-language-server: $schema=x",
                        "# Connectors come last.",
                        "topics:",
                        "  # The one topic",
                        "  a:",
                        "    # For people",
                        "    # in general",
                        "    description: x",
                        "",
                        "    partitions: 3 # three",
                        "    # What it keeps",
                        "    config: # for a week",
                        "      retention.ms: 7d",
                        "      # nothing more",
                        "  # about topics",
                        "",
                        "connectors: {}"));
    }

    @Test
    void writesQuantitiesInTheLargestUnit() {
        assertThat(format(lines(
                        "topics:",
                        "  a:",
                        "    config: { retention.ms: 604800000, segment.ms: \"3600000\", max.message.bytes: 1024KiB, x: 60000 }",
                        "  b:",
                        "    labels: { cut.ms: 60000 }",
                        "    config:",
                        "      retention.ms: 168 h # a week",
                        "      flush.ms: 1001",
                        "      retention.bytes: -1",
                        "      segment.bytes: ${{ var.size }}")))
                .isEqualTo(lines(
                        "topics:",
                        "  a:",
                        "    config: { retention.ms: 7d, segment.ms: 1h, max.message.bytes: 1MiB, x: 60000 }",
                        "  b:",
                        "    labels: { cut.ms: 60000 }",
                        "    config:",
                        "      retention.ms: 7d # a week",
                        "      flush.ms: 1001",
                        "      retention.bytes: -1",
                        "      segment.bytes: ${{ var.size }}"));
    }

    @Test
    void knowsEnvironmentFiles() {
        assertThat(format(
                        "environments/dev/environment.yaml",
                        lines(
                                "throttle: 52428800",
                                "drift:",
                                "  ignore:",
                                "    - expires: 2999-12-31",
                                "      id: topic/x",
                                "kafka:",
                                "  request.timeout.ms: 30000",
                                "  bootstrap.servers: localhost:9092")))
                .isEqualTo(lines(
                        "kafka:",
                        "  request.timeout.ms: 30s",
                        "  bootstrap.servers: localhost:9092",
                        "throttle: 50MiB",
                        "drift:",
                        "  ignore:",
                        "    - expires: 2999-12-31",
                        "      id: topic/x"));
    }

    @Test
    void tidiesLineEndsOutsideOfValues() {
        assertThat(format("topics:   \n  a: \n    description: |\n      two  \n      lines\n    partitions: 1  \n\n\n"))
                .isEqualTo("topics:\n  a:\n    description: |\n      two  \n      lines\n    partitions: 1\n");
        assertThat(format("topics: { a: {} }")).isEqualTo("topics: { a: {} }\n");
        assertThat(format("topics:\r\n  a: {}\r\n")).isEqualTo("topics:\r\n  a: {}\r\n");
    }

    @Test
    void keepsTheOrderWhereAnAliasNeedsIt() {
        String text = lines("connectors:", "  c:", "    config: &c { x: y }", "topics:", "  a:", "    config: *c");
        assertThat(format(text)).isEqualTo(text);
    }

    @Test
    void leavesTheItemsOfListsAsTheyAreSent() {
        String text = lines(
                "topics:",
                "  a:",
                "    config:",
                "      x.ms: [60000]",
                "connectors:",
                "  c:",
                "    config:",
                "      list.thresholds.ms: [1000, 60000]",
                "      others.bytes:",
                "        - 1048576",
                "      poll.ms: 1m");
        assertThat(format(text)).isEqualTo(text);
        assertThat(format(text.replace("1m", "60000"))).isEqualTo(text);
    }

    @Test
    void readsAnUnitOnlyWhereAValueOfConfigStands() {
        String foreign = lines(
                "apiVersion: kafka.strimzi.io/v1beta2",
                "spec:",
                "  config:",
                "    retention.ms: 604800000",
                "    segment.bytes: 1073741824");
        assertThat(format(foreign)).isEqualTo(foreign);
        String labels = lines("topics:", "  a:", "    labels:", "      x.ms: 60000");
        assertThat(format(labels)).isEqualTo(labels);
    }

    @Test
    void leavesAloneWhatAnAliasSaysElsewhere() {
        String text = lines("topics:", "  a:", "    config: &c", "      retention.ms: 60000", "  b:", "    labels: *c");
        assertThat(format(text)).isEqualTo(text);
    }

    @Test
    void takesAnchorsThatStandByThemselves() {
        for (String behind : List.of(" # kept", "", "\n")) {
            assertThat(format("topics:\n  a:\n    config: &long" + behind
                            + "\n      retention.ms: 60000\n    partitions: 1\n  b:\n    config: *long\n"))
                    .isEqualTo("topics:\n  a:\n    partitions: 1\n    config: &long" + behind
                            + "\n      retention.ms: 60000\n  b:\n    config: *long\n");
        }
    }

    @Test
    void sortsAnItemThatBeginsOnItsOwnLine() {
        assertThat(format(
                        "environments/dev/environment.yaml",
                        lines(
                                "drift:",
                                "  ignore:",
                                "    -",
                                "      # why",
                                "      path: config.x",
                                "      id: topic/x")))
                .isEqualTo(lines(
                        "drift:", "  ignore:", "    -", "      id: topic/x", "      # why", "      path: config.x"));
    }

    @Test
    void isDoneAtOnceWhateverEndsTheLastEntry() {
        String sorted = lines("topics:", "  a:", "    description: |", "      two  ", "    partitions: 1");
        assertThat(format(lines("topics:", "  a:", "    partitions: 1", "    description: |", "      two  ")))
                .isEqualTo(sorted);
        assertThat(format("topics:\n  a:\n    config: { x: y }\n    partitions: 1   \n\n"))
                .isEqualTo("topics:\n  a:\n    partitions: 1\n    config: { x: y }\n");
        assertThat(format(
                        lines("topics:", "  a:", "    config:", "      x: y", "    partitions: 1", "      # the last")))
                .isEqualTo(
                        lines("topics:", "  a:", "    partitions: 1", "      # the last", "    config:", "      x: y"));
    }

    @Test
    void keepsLineBreaksThatCount() {
        String kept = "topics:\n  a:\n    description: |+\n      one\n\n\n";
        assertThat(format(kept)).isEqualTo(kept);
        String unfinished = "topics:\n  a:\n    description: |\n      one";
        assertThat(format(unfinished)).isEqualTo(unfinished);
        String wide = "topics:\n  a:\n    description: one\u2003\n";
        assertThat(format(wide)).isEqualTo(wide);
        String continued = "topics:\n  a:\n    description: \"one\\ \n      two\"\n";
        assertThat(format(continued)).isEqualTo(continued);
    }

    @Test
    void keepsBlocksOfLinesWhole() {
        assertThat(format(lines(
                        "topics:",
                        "  a:",
                        "    partitions: 1",
                        "    description: |",
                        "      one",
                        "",
                        "      # no comment",
                        "    labels:",
                        "      # a comment",
                        "      x: y")))
                .isEqualTo(lines(
                        "topics:",
                        "  a:",
                        "    description: |",
                        "      one",
                        "",
                        "      # no comment",
                        "    labels:",
                        "      # a comment",
                        "      x: y",
                        "    partitions: 1"));
    }

    @Test
    void leavesFilesWithErrorsAlone() {
        ReadResult<String> formatted = YamlFormatter.format(
                "x.yaml", "topics:\n\ta: {}\n".getBytes(StandardCharsets.UTF_8), BuiltInKinds.SECTIONS);
        assertThat(formatted.value()).isNull();
        assertThat(formatted.diagnostics()).extracting(Diagnostic::code).containsExactly("KG008");
    }

    @Test
    void findsTheProjectsOwnFilesFormatted() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("kgit.yaml")));
        try (Stream<Path> below = Files.walk(Path.of("environments"))) {
            below.filter(file -> file.toString().endsWith(".yaml")).forEach(files::add);
        }
        for (Path file : files) {
            String text = Files.readString(file);
            assertThat(format(file.toString(), text)).as(file.toString()).isEqualTo(text);
        }
    }

    @Test
    void keepsMeaningAndCommentsOfAnyOrder() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            String text = shuffled(random);
            String formatted = format(text);
            List<String> before = new ArrayList<>(List.of(text.split("\n")));
            List<String> after = new ArrayList<>(List.of(formatted.split("\n")));
            before.removeIf(String::isBlank);
            after.removeIf(String::isBlank);
            assertThat(after).as("seed " + seed + ":\n" + text).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    /** Topics whose keys stand in random order, with comments and blank lines in between. */
    private static String shuffled(Random random) {
        StringBuilder text = new StringBuilder("# head\n\n");
        List<String> kinds = new ArrayList<>(List.of("topics", "connectors"));
        Collections.shuffle(kinds, random);
        for (String kind : kinds) {
            comment(text, random, "");
            text.append(kind).append(":\n");
            for (int i = 0; i <= random.nextInt(3); i++) {
                comment(text, random, "  ");
                text.append("  r").append(i).append(":\n");
                List<String> keys = new ArrayList<>(List.of(
                        "    description: d" + i,
                        "    config:\n      b: 1 # b\n      # in config\n      a: 2",
                        "    labels: { x: " + i + " }",
                        "    protected: true # p",
                        "    ignore:\n      - one # first\n      - two",
                        "    allow: [take-over]"));
                Collections.shuffle(keys, random);
                for (String key : keys.subList(0, 1 + random.nextInt(keys.size()))) {
                    comment(text, random, "    ");
                    text.append(key).append('\n');
                }
                comment(text, random, "      ");
            }
        }
        return text.toString();
    }

    private static void comment(StringBuilder text, Random random, String indent) {
        text.append("\n".repeat(random.nextInt(2)));
        if (random.nextInt(3) == 0) {
            text.append(indent).append("# c").append(random.nextInt(1000)).append('\n');
        }
    }
}
