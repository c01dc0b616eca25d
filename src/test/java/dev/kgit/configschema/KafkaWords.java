package dev.kgit.configschema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What kgit says of Kafka's config keys, one line each, by sections of a file. */
final class KafkaWords {

    static final Path FILE = Path.of("src/test/resources/dev/kgit/configschema/kafka-words.txt");

    private final Map<String, String> lines = new TreeMap<>();
    private final Set<String> unused = new TreeSet<>();
    private final Set<String> missing = new TreeSet<>();

    private KafkaWords() {}

    static KafkaWords read() throws IOException {
        KafkaWords words = new KafkaWords();
        String section = "";
        for (String line : Files.readAllLines(FILE)) {
            if (line.startsWith("[")) {
                section = line;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int sign = line.indexOf(" = ");
                words.lines.put(section + line.substring(0, sign), line.substring(sign + 3));
            }
        }
        words.unused.addAll(words.lines.keySet());
        return words;
    }

    /** The words of the first section that has some; empty, and noted, where none has. */
    String of(String key, List<String> sections) {
        for (String section : sections) {
            String name = "[" + section + "]" + key;
            String words = lines.get(name);
            if (words != null) {
                unused.remove(name);
                return words;
            }
        }
        missing.add("[" + sections.get(0) + "]" + key);
        return "";
    }

    /** Keys that were asked for and have no words. */
    Set<String> missing() {
        return missing;
    }

    /** Words that nobody asked for. */
    Set<String> unused() {
        return unused;
    }
}
