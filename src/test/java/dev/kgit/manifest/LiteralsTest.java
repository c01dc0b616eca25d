package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.model.DesiredState;
import org.junit.jupiter.api.Test;

class LiteralsTest {

    private static String read(String value) {
        DesiredState desired = Reading.desired(MemoryTree.minimal()
                .settings("connect: { main: { url: http://localhost:1 } }", "variables: { one: 1, spaced: ' x ' }")
                .resources(
                        "connectors:", "  c:", "    config:", "      connector.class: C", "      some.ms: " + value));
        return Reading.connector(desired, "main", "c").config("some.ms");
    }

    @Test
    void areNeitherConvertedNorExpanded() {
        assertThat(read("7d")).isEqualTo("604800000");
        assertThat(read("${{ '7d' }}")).isEqualTo("7d");
        assertThat(read("\"${{ 'a ${{ var.one }} }} b' }}\"")).isEqualTo("a ${{ var.one }} }} b");
        assertThat(read("\"${{ 'it''s' }}\"")).isEqualTo("it's");
        assertThat(read("\"${{ ' spaces ' }}\"")).isEqualTo(" spaces ");
        assertThat(read("\"${{ '' }}\"")).isEmpty();
    }

    @Test
    void standBesideVariables() {
        assertThat(read("a${{ '${{' }}b${{ var.one }}")).isEqualTo("a${{b1");
    }

    @Test
    void leaveTheSpacesOfAVariableAlone() {
        assertThat(read("${{ var.spaced }}")).isEqualTo(" x ");
    }
}
