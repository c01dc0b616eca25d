package dev.kgit.configschema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class EditorPropertyTest {

    private static String of(ConfigType type, String... words) {
        ObjectNode schema =
                EditorProperty.of("mode", new ConfigProperty(type, null, List.of(words), false, null, null, "", false));
        return schema.path("oneOf").toString();
    }

    @Test
    void wordsThatYamlReadsAsNumbersOrTruthMayStandWithAndWithoutQuotes() {
        assertThat(of(ConfigType.STRING, "true", "false", "auto", "1", "2.50"))
                .contains("{\"enum\":[true,false,\"auto\",1,2.5]}")
                .contains("^(?!(?:auto)$)(?:true|false|1|2\\\\.50)$");
        assertThat(of(ConfigType.STRING, "1", "1.0", "100")).contains("{\"enum\":[1,100]}");
        assertThat(of(ConfigType.LIST, "true", "auto")).contains("{\"enum\":[true,\"auto\"]}");
    }

    @Test
    void theWordsOfASecretAreNotShown() {
        ObjectNode schema = EditorProperty.of(
                "door", new ConfigProperty(ConfigType.PASSWORD, "7331", List.of("7331"), false, null, null, "", false));

        assertThat(schema.toString()).doesNotContain("7331").contains("A secret");
    }

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
