package dev.kgit.configschema;

import dev.kgit.json.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The plugins of some Connect clusters as files: one for each class, and one more for a cluster whose definition differs from
 * what most of them say.
 *
 * @param files texts by name in the folder
 * @param classes how many classes there are
 * @param superseded names of files that are in the way, if they are there: of clusters that differ no longer
 */
public record SchemaExport(SortedMap<String, String> files, int classes, SortedSet<String> superseded) {

    /** @param clusters what the plugins of each take, by its name */
    public static SchemaExport of(SortedMap<String, PluginSchemas> clusters) {
        SortedMap<String, SortedMap<String, ConfigSchema>> byClass = new TreeMap<>();
        clusters.forEach((cluster, plugins) -> plugins.byClass()
                .forEach((name, schema) ->
                        byClass.computeIfAbsent(name, first -> new TreeMap<>()).put(cluster, schema)));
        SortedMap<String, String> files = new TreeMap<>();
        SortedSet<String> superseded = new TreeSet<>();
        byClass.forEach((name, schemas) -> {
            ConfigSchema common = mostCommon(schemas);
            files.put(SchemaFolder.fileName(name), text(common));
            schemas.forEach((cluster, schema) -> {
                String own = SchemaFolder.fileName(cluster, name);
                if (schema.equals(common)) {
                    superseded.add(own);
                } else {
                    files.put(own, text(schema));
                }
            });
        });
        return new SchemaExport(files, byClass.size(), superseded);
    }

    /** What most clusters say; of several the one that the first cluster says. */
    private static ConfigSchema mostCommon(SortedMap<String, ConfigSchema> byCluster) {
        Map<ConfigSchema, Integer> votes = new HashMap<>();
        byCluster.values().forEach(schema -> votes.merge(schema, 1, Integer::sum));
        Set<ConfigSchema> inOrder = new LinkedHashSet<>(byCluster.values());
        ConfigSchema common = inOrder.iterator().next();
        for (ConfigSchema schema : inOrder) {
            common = votes.getOrDefault(schema, 0) > votes.getOrDefault(common, 0) ? schema : common;
        }
        return common;
    }

    /** The schema as its file holds it. */
    public static String text(ConfigSchema schema) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConfigSchemaJson.write(bytes, schema);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Whether a file holds the text; Git may have checked it out with other ends of lines. */
    public static boolean isText(byte[] file, String text) {
        return new String(file, StandardCharsets.UTF_8).replace("\r\n", "\n").equals(text);
    }

    /**
     * What a cluster says of a class and the files do not.
     *
     * @param file the name of the file that counts for the cluster
     * @param what differs, in words
     */
    public record Difference(String file, String cluster, String className, String what) {}

    /**
     * The differences to files that are there, by cluster and class.
     *
     * @param present the bytes of a file by its name in the folder; empty where there is none
     */
    public static SortedMap<String, Difference> differences(
            SortedMap<String, PluginSchemas> clusters, Function<String, Optional<byte[]>> present) {
        SortedMap<String, Difference> differences = new TreeMap<>();
        clusters.forEach((cluster, plugins) -> {
            plugins.byClass().forEach((name, schema) -> {
                Counting counting = Counting.of(cluster, name, present);
                String what = difference(counting.content(), schema);
                if (what != null) {
                    differences.put(cluster + " " + name, new Difference(counting.file(), cluster, name, what));
                }
            });
            // What can't be compared is not the same.
            plugins.untold().forEach(name -> {
                Counting counting = Counting.of(cluster, name, present);
                if (counting.content().isPresent()) {
                    differences.put(
                            cluster + " " + name,
                            new Difference(counting.file(), cluster, name, "the worker says nothing of its keys"));
                }
            });
        });
        return differences;
    }

    /** The file that counts for a class of a cluster, which may not be there. */
    private record Counting(String file, Optional<byte[]> content) {

        static Counting of(String cluster, String className, Function<String, Optional<byte[]>> present) {
            String own = SchemaFolder.fileName(cluster, className);
            Optional<byte[]> ofCluster = present.apply(own);
            String common = SchemaFolder.fileName(className);
            return ofCluster.isPresent() ? new Counting(own, ofCluster) : new Counting(common, present.apply(common));
        }
    }

    private static @Nullable String difference(Optional<byte[]> present, ConfigSchema worker) {
        if (present.isEmpty()) {
            return "not exported yet";
        }
        try {
            // What the file would say: numbers and words may be written in more than one way.
            ConfigSchema written = ConfigSchemaJson.read(text(worker).getBytes(StandardCharsets.UTF_8));
            return SchemaDifference.between(ConfigSchemaJson.read(present.get()), written);
        } catch (MalformedJsonException unusable) {
            return "the file is no such schema";
        }
    }
}
