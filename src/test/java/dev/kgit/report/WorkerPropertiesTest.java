package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.model.FieldValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorkerPropertiesTest {

    private static final Map<String, String> ODD = Map.of(
            "plain", "value",
            "a:key with=separators", "x",
            "#hash", "#x",
            "!bang", "!x",
            "umlauts", "Größe \u20AC \uD83D\uDE80",
            "blanks", "  two before, two behind  ",
            "lines", "one\ntwo\r\nthree\tfour\f",
            "backslash", "C:\\temp\\",
            "continued", "x\\",
            "command", "##vso[task.setvariable]x");

    private static SortedMap<String, FieldValue> config(Map<String, String> values) {
        SortedMap<String, FieldValue> config = new TreeMap<>();
        values.forEach((key, value) -> config.put(key, FieldValue.of(value)));
        return config;
    }

    private static String env(String key, String value) {
        StringBuilder out = new StringBuilder();
        WorkerProperties.env(config(Map.of(key, value)), out);
        return out.toString();
    }

    @Test
    void areReadBackByJavaAsTheyAre() throws IOException {
        StringBuilder out = new StringBuilder();
        WorkerProperties.properties(config(ODD), out);
        Properties read = new Properties();
        read.load(new ByteArrayInputStream(out.toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(read).containsExactlyInAnyOrderEntriesOf(new java.util.HashMap<Object, Object>(ODD));
        assertThat(out.toString()).matches("[\\x20-\\x7e\\n]*").doesNotContain("##");
    }

    @Test
    void sayInAnEnvironmentFileWhatItCanNotSay() {
        assertThat(env("config.providers.vault-a.class", "X")).isEqualTo("CONNECT_CONFIG_PROVIDERS_VAULT__A_CLASS=X\n");
        assertThat(env("config.providers.MyVault.class", "X"))
                .isEqualTo("# config.providers.MyVault.class: the image would make it config.providers.myvault.class,"
                        + " use lower-case names or --format properties\n");
        for (String value : new String[] {"one\ntwo", "one\rtwo", " leading", "trailing "}) {
            assertThat(env("x", value))
                    .isEqualTo("# CONNECT_X: can't be said in this form, set it where the worker runs\n");
        }
    }
}
