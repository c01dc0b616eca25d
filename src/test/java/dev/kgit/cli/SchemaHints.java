package dev.kgit.cli;

import dev.kgit.cli.HintWorld.Case;
import java.util.List;

/** What is wrong with connectors by the exported schemas of their plugins, or with those, and what their hints say. */
final class SchemaHints {

    private static final String FILE = "schemas/connectors/org.example.Sink.json";
    private static final String SCHEMA = """
            {
              "x-connector": { "class": "org.example.Sink", "version": "1", "type": "sink" },
              "type": "object",
              "properties": { "url": { "type": "string" }, "port": { "type": "integer", "minimum": 1, "maximum": 9 } },
              "required": ["url"]
            }
            """;

    private SchemaHints() {}

    private static Case config(String code, String hint, String wrong, String right) {
        return Case.of(
                code,
                hint,
                "validate -e dev",
                world -> world.file(FILE, SCHEMA)
                        .connector("config: { connector.class: org.example.Sink, topics: a" + wrong + " }"),
                world -> world.connector("config: { connector.class: org.example.Sink, topics: a" + right + " }"));
    }

    static List<Case> all() {
        return List.of(
                config("KG144", "write a whole number, 1 to 9", ", url: u, port: 10", ", url: u, port: 9"),
                config("KG145", "write it under `config:`", "", ", url: u"),
                config("KG149", "take the other away", ", url: u, topics.regex: a", ", url: u"),
                config(
                        "KG149",
                        "write its class there",
                        ", url: u, transforms: t",
                        ", url: u, transforms: t, transforms.t.type: org.example.T"),
                Case.of(
                        "KG146",
                        "or delete it",
                        "validate -e dev",
                        world -> world.file(FILE, "{}")
                                .connector("config: { connector.class: org.example.Sink, topics: a }"),
                        world -> world.delete(FILE)));
    }
}
