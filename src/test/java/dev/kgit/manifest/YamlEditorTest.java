package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlEditorTest {

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static List<String> path(String path) {
        return Arrays.asList(path.split("/"));
    }

    private static String put(String text, String path, String value) {
        YamlEditor manuscript = YamlEditor.yaml(text);
        assertThat(manuscript.put(path(path), wording -> wording.quoted(value))).isTrue();
        return manuscript.text();
    }

    private static boolean canPut(String text, String path) {
        return YamlEditor.yaml(text).put(path(path), wording -> "x");
    }

    private static String remove(String text, String path, int kept) {
        YamlEditor manuscript = YamlEditor.yaml(text);
        assertThat(manuscript.remove(path(path), kept)).isTrue();
        return manuscript.text();
    }

    @Test
    void replacesAValueAndNothingElse() {
        String text = lines(
                "# head",
                "topics:",
                "  a: # the first",
                "    config:",
                "      retention.ms:   7d   # a week",
                "",
                "# foot");
        assertThat(put(text, "topics/a/config/retention.ms", "3d")).isEqualTo(text.replace("7d", "3d"));
    }

    @Test
    void replacesAQuotedValueWithItsQuotes() {
        assertThat(put("a: {b: '7 d', c: \"x\"}\n", "a/b", "on")).isEqualTo("a: {b: \"on\", c: \"x\"}\n");
        assertThat(put("a: {b: '7 d', c: \"x\"}\n", "a/c", "z")).isEqualTo("a: {b: '7 d', c: z}\n");
    }

    @Test
    void replacesBlocksOfLinesByOneValue() {
        assertThat(put(lines("a:", "  b: |", "    one", "    two", "  c: 1"), "a/b", "x"))
                .isEqualTo(lines("a:", "  b: x", "  c: 1"));
        assertThat(put(lines("a:", "  b:", "    - one", "    - two", "  c: 1"), "a/b", "x"))
                .isEqualTo(lines("a:", "  b: x", "  c: 1"));
        assertThat(put(lines("a:", "  b:", "  - one", "  c: 1"), "a/b", "x"))
                .isEqualTo(lines("a:", "  b: x", "  c: 1"));
        assertThat(put(lines("a:", "  b:", "    far", "  c: 1"), "a/b", "x"))
                .isEqualTo(lines("a:", "  b:", "    x", "  c: 1"));
    }

    @Test
    void replacesNothingWithAValue() {
        assertThat(put(lines("a:", "  b:", "  c: 1"), "a/b", "x")).isEqualTo(lines("a:", "  b: x", "  c: 1"));
        assertThat(put(lines("a:", "  b: # none", "  c: 1"), "a/b", "x"))
                .isEqualTo(lines("a:", "  b: x # none", "  c: 1"));
    }

    @Test
    void addsAKeyBelowTheLastOne() {
        String text = lines("topics:", "  a:", "    config:", "      x: 1 # one", "    # about a", "  b: {}");
        assertThat(put(text, "topics/a/config/z", "2"))
                .isEqualTo(lines(
                        "topics:",
                        "  a:",
                        "    config:",
                        "      x: 1 # one",
                        "      z: 2",
                        "    # about a",
                        "  b: {}"));
    }

    @Test
    void addsTheMapsThatAKeyNeeds() {
        assertThat(put(lines("topics:", "  a:", "    partitions: 1"), "topics/a/config/x.y", "2"))
                .isEqualTo(lines("topics:", "  a:", "    partitions: 1", "    config:", "      x.y: 2"));
        assertThat(put(lines("topics:", "  a: {}"), "topics/a/config/x", "2"))
                .isEqualTo(lines("topics:", "  a: { config: { x: 2 } }"));
        assertThat(put(lines("topics:", "  a:"), "topics/a/config/x", "2"))
                .isEqualTo(lines("topics:", "  a:", "    config:", "      x: 2"));
        assertThat(put("# only a comment\n", "topics/a/partitions", "2"))
                .isEqualTo(lines("# only a comment", "topics:", "  a:", "    partitions: 2"));
        assertThat(put(lines("connectors: {}"), "topics/a/partitions", "2"))
                .isEqualTo(lines("connectors: {}", "topics:", "  a:", "    partitions: 2"));
    }

    @Test
    void addsToMapsInBraces() {
        assertThat(put("a: {b: 1}\n", "a/c", "2")).isEqualTo("a: {b: 1, c: 2}\n");
        assertThat(put("a: { b: 1 } # x\n", "a/c", "2")).isEqualTo("a: { b: 1, c: 2 } # x\n");
        assertThat(put("a: {b: 1,}\n", "a/b", "2")).isEqualTo("a: {b: 2,}\n");
        assertThat(put(lines("a: {", "  b: 1 # one", "  }"), "a/c", "2"))
                .isEqualTo(lines("a: {", "  b: 1, # one", "  c: 2", "  }"));
        assertThat(put(lines("a: {", "  b: 1, # one", "  }"), "a/c", "2"))
                .isEqualTo(lines("a: {", "  b: 1, # one", "  c: 2", "  }"));
        assertThat(put(lines("a: {", "  b: 1 }"), "a/c", "2")).isEqualTo(lines("a: {", "  b: 1,", "  c: 2 }"));
    }

    @Test
    void keepsWindowsLineBreaksAndAMissingLastOne() {
        assertThat(put("a:\r\n  b: 1\r\n", "a/c", "2")).isEqualTo("a:\r\n  b: 1\r\n  c: 2\r\n");
        assertThat(put("a:\n  b: 1", "a/c", "2")).isEqualTo("a:\n  b: 1\n  c: 2");
        assertThat(remove("a:\r\n  b: 1\r\n  c: 2\r\n", "a/b", 1)).isEqualTo("a:\r\n  c: 2\r\n");
        assertThat(remove("a:\n  b: 1\n  c: 2", "a/c", 1)).isEqualTo("a:\n  b: 1");
    }

    @Test
    void knowsCharactersBeyondSixteenBits() {
        assertThat(put("# 😀😀\na: { \"😀\": 1, b: 2 }\n", "a/b", "3")).isEqualTo("# 😀😀\na: { \"😀\": 1, b: 3 }\n");
    }

    @Test
    void takesAKeyAwayWithItsLine() {
        String text = lines("a:", "  # first", "  b: 1 # one", "  # second", "  c: 2", "d: 3");
        assertThat(remove(text, "a/b", 1)).isEqualTo(lines("a:", "  # first", "  # second", "  c: 2", "d: 3"));
        assertThat(remove(text, "a/c", 1)).isEqualTo(lines("a:", "  # first", "  b: 1 # one", "  # second", "d: 3"));
        assertThat(remove("a: { b: 1, c: 2 }\n", "a/b", 1)).isEqualTo("a: { c: 2 }\n");
        assertThat(remove("a: { b: 1, c: 2 }\n", "a/c", 1)).isEqualTo("a: { b: 1 }\n");
    }

    @Test
    void takesMapsAwayThatAreLeftEmpty() {
        String text = lines("topics:", "  a:", "    partitions: 1", "    config:", "      x: 1", "  b: {}");
        assertThat(remove(text, "topics/a/config/x", 2))
                .isEqualTo(lines("topics:", "  a:", "    partitions: 1", "  b: {}"));
        assertThat(remove(lines("topics:", "  a:", "    config:", "      x: 1", "  b: {}"), "topics/a/config/x", 2))
                .isEqualTo(lines("topics:", "  a: {}", "  b: {}"));
        assertThat(remove(lines("topics: { a: { config: { x: 1 } } }"), "topics/a/config/x", 2))
                .isEqualTo(lines("topics: { a: {} }"));
    }

    @Test
    void keepsCommentsOfMapsThatAreLeftEmpty() {
        String text = lines("topics:", "  a:", "    config:", "      # why", "      x: 1 # gone", "  b: {}");
        assertThat(remove(text, "topics/a/config/x", 2))
                .isEqualTo(lines("topics:", "  a:", "    config:", "      # why", "      {} # gone", "  b: {}"));
    }

    @Test
    void leavesAliasesAndAnchorsAlone() {
        assertThat(canPut(lines("a: &x 1", "b: *x"), "a")).isFalse();
        assertThat(canPut(lines("a: &x 1", "b: *x"), "b")).isFalse();
        assertThat(canPut(lines("a: &x { c: 1 }", "b: *x"), "b/c")).isFalse();
        assertThat(canPut(lines("a: &x { c: 1 }", "b: *x"), "a/d")).isFalse();
    }

    @Test
    void leavesListsWithCommentsInThemAlone() {
        assertThat(canPut(lines("a:", "  - one # the first", "  - two"), "a")).isFalse();
    }

    @Test
    void setsNewEntriesApartWhereTheOthersAre() {
        YamlEditor spaced =
                YamlEditor.yaml(lines("topics:", "  a:", "    x: 1", "", "  b:", "    x: 2 # two", "# end"));
        assertThat(spaced.append(List.of("topics"), List.of("c:", "  x: 3"))).isTrue();
        assertThat(spaced.text())
                .isEqualTo(lines(
                        "topics:", "  a:", "    x: 1", "", "  b:", "    x: 2 # two", "", "  c:", "    x: 3", "# end"));

        YamlEditor dense = YamlEditor.yaml(lines("topics:", "    a: {}", "    b: {}", "connectors: {}"));
        assertThat(dense.append(List.of("topics"), List.of("c:", "  x: 3"))).isTrue();
        assertThat(dense.text())
                .isEqualTo(lines("topics:", "    a: {}", "    b: {}", "    c:", "      x: 3", "connectors: {}"));
    }

    @Test
    void editsTheDocumentThatHasThePath() {
        String text = lines("topics: { a: { x: 1 } }", "---", "topics: { b: { x: 1 } }");
        assertThat(put(text, "topics/b/x", "2"))
                .isEqualTo(lines("topics: { a: { x: 1 } }", "---", "topics: { b: { x: 2 } }"));
    }

    @Test
    void editsJson() {
        String text = lines("{", "\t\"config\": {", "\t\t\"a\": \"1\",", "\t\t\"b\": \"\\u0041\"", "\t}", "}");
        YamlEditor json = YamlEditor.json(text);
        assertThat(json.put(path("config/b"), wording -> wording.value("b", "say \"x\"")))
                .isTrue();
        assertThat(json.put(path("config/c"), wording -> wording.value("c", "7d")))
                .isTrue();
        assertThat(json.remove(path("config/a"), 1)).isTrue();
        assertThat(json.text())
                .isEqualTo(lines(
                        "{", "\t\"config\": {", "\t\t\"b\": \"say \\\"x\\\"\",", "\t\t\"c\": \"7d\"", "\t}", "}"));
    }

    @Test
    void writesWhatNeedsQuotesBehindATab() {
        String text = "a:\n  b: one\t# why\n  c: one\t\n";
        assertThat(put(text, "a/b", "two")).isEqualTo(text.replaceFirst("one", "two"));
        assertThat(put(text, "a/b", "on")).isEqualTo("a:\n  b: \"on\" # why\n  c: one\t\n");
        assertThat(put(text, "a/c", "on")).isEqualTo("a:\n  b: one\t# why\n  c: \"on\"\n");
    }

    @Test
    void doesNotTouchWhatStandsBehindAQuestionMark() {
        String text = lines("a:", "  ? b", "  : one", "  c: 1");
        assertThat(canPut(text, "a/b")).isFalse();
        assertThat(YamlEditor.yaml(text).remove(path("a/b"), 1)).isFalse();
        assertThat(put(text, "a/c", "2")).isEqualTo(text.replace("c: 1", "c: 2"));
        assertThat(put(text, "a/d", "3")).isEqualTo(text + "  d: 3\n");
    }

    @Test
    void takesNoCommentAwayWithAValue() {
        assertThat(YamlEditor.yaml(lines("a:", "  b: # why", "    one", "  c: 1"))
                        .remove(path("a/b"), 1))
                .isFalse();
        assertThat(canPut(lines("a:", "  b: | # why", "    one", "  c: 1"), "a/b"))
                .isFalse();
        assertThat(remove(lines("a:", "  b: \"x # y\"", "  c: 1"), "a/b", 1)).isEqualTo(lines("a:", "  c: 1"));
    }

    @Test
    void makesNoEditAfterWhichTheTextCouldNotBeRead() {
        YamlEditor manuscript = YamlEditor.yaml(lines("a:", "  b: 1"));
        assertThat(manuscript.put(path("a/b"), wording -> "[")).isFalse();
        assertThat(manuscript.text()).isEqualTo(lines("a:", "  b: 1"));
    }
}
