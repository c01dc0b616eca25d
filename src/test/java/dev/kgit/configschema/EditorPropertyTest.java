package dev.kgit.configschema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EditorPropertyTest {

    private static String description(String words) {
        ConfigProperty property =
                new ConfigProperty(ConfigType.INT, "2000", List.of(), false, null, null, words, false);
        return EditorProperty.of("batch.size", property).path("description").asString();
    }

    @Test
    void whatAPluginSaysIsASentenceOfItsOwn() {
        assertThat(description("Records at once")).isEqualTo("Records at once. Default: 2000.");
        assertThat(description("Records at once.")).isEqualTo("Records at once. Default: 2000.");
        assertThat(description("Records and...")).isEqualTo("Records and... Default: 2000.");
        assertThat(description("")).isEqualTo("Default: 2000.");
    }
}
