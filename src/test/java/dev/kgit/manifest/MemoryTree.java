package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files that a test writes down beside what it expects of them. */
final class MemoryTree implements SourceTree {

    static final String KGIT_YAML = "apiVersion: kgit/v1\nproject: sample\n";
    static final String ENVIRONMENT_YAML = "kafka: { bootstrap.servers: localhost:9092 }\n";

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    /** A repository with an environment {@code dev} that says only what it must. */
    static MemoryTree minimal() {
        return new MemoryTree()
                .with("kgit.yaml", KGIT_YAML)
                .with("environments/dev/environment.yaml", ENVIRONMENT_YAML);
    }

    MemoryTree with(String path, String... lines) {
        return with(path, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    MemoryTree with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** The same with resources for {@code dev}. */
    MemoryTree resources(String... lines) {
        return with("environments/dev/resources.yaml", lines);
    }

    /** The same with an environment.yaml for {@code dev} that says this beside how to reach Kafka. */
    MemoryTree settings(String... lines) {
        return with("environments/dev/environment.yaml", ENVIRONMENT_YAML + String.join("\n", lines));
    }

    @Override
    public List<String> filesBelow(String folder) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(folder + "/"))
                .toList();
    }

    @Override
    public boolean isFile(String path) {
        return files.containsKey(path);
    }

    @Override
    public boolean isFolder(String path) {
        return !filesBelow(path).isEmpty();
    }

    @Override
    public byte[] read(String path) {
        byte[] content = files.get(path);
        if (content == null) {
            throw new KgitException.Invalid(Diagnostic.error("KG003", "it is not there"));
        }
        return content;
    }

    @Override
    public String label() {
        return "memory";
    }
}
