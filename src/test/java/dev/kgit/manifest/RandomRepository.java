package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Repositories drawn at random: two layers, topics, connectors, a Connect cluster, settings, in every way to write them. */
final class RandomRepository {

    private static final List<String> DURATIONS =
            List.of("60000", "604800000", "7d", "1001", "168h", "90 s", "-1", "3600000", "${{ var.week }}");
    private static final List<String> SIZES = List.of("1048576", "1MiB", "1024KiB", "1000", "1073741824", "-1");
    private static final List<String> TEXTS = List.of(
            "x",
            "on",
            "012",
            "a # b",
            "it's",
            "C:\\x",
            "\"q\"",
            "a: b",
            "ü",
            "\uD83D\uDE80",
            "7d",
            "60000",
            " x ",
            "",
            "a,b",
            "2024-01-01",
            "~",
            "x\ty",
            "*star",
            "${file:/x:y}",
            "[a]",
            "{a}",
            "multi\nline");

    private final Random random;
    private final SortedMap<String, String> files = new TreeMap<>();

    private RandomRepository(Random random) {
        this.random = random;
    }

    static SortedMap<String, String> of(long seed) {
        RandomRepository repository = new RandomRepository(new Random(seed));
        repository.draw();
        return repository.files;
    }

    static MemoryTree tree(Map<String, String> files) {
        MemoryTree tree = new MemoryTree();
        files.forEach((path, text) -> tree.with(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return tree;
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void draw() {
        files.put("kgit.yaml", RandomYaml.text(random, shuffled(Map.of("apiVersion", "kgit/v1", "project", "sample"))));
        files.put("environments/dev/environment.yaml", RandomYaml.text(random, settings()));
        files.put("environments/base/topics.yaml", RandomYaml.text(random, Map.of("topics", topics(0, 4))));
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("topics", topics(3, 4));
        more.put("connectors", connectors());
        if (one(2)) {
            more.put("connectClusters", connectClusters());
        }
        files.put("environments/dev/all.yaml", RandomYaml.text(random, shuffled(more)));
    }

    private Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "kafka",
                shuffled(map(
                        "bootstrap.servers", "localhost:9092", "request.timeout.ms", any(List.of("30000", "30s")))));
        all.put("connect", map("main", map("url", "http://localhost:1")));
        all.put("variables", map("week", any(List.of("7d", "604800000")), "count", "3"));
        if (one(2)) {
            all.put("throttle", any(List.of("52428800", "50MiB", "1000")));
        }
        if (one(2)) {
            all.put(
                    "drift",
                    map(
                            "ignore",
                            List.of(
                                    shuffled(map(
                                            "id",
                                            "topic/x",
                                            "expires",
                                            "2999-12-31",
                                            "reason",
                                            "r",
                                            "path",
                                            "config.x")),
                                    shuffled(map("id", "topic/y", "expires", "2999-12-31", "reason", "r")))));
        }
        if (one(2)) {
            all.put("defaults", map("topics", shuffled(map("partitions", "2", "config", config()))));
        }
        return shuffled(all);
    }

    private Map<String, Object> topics(int from, int count) {
        Map<String, Object> topics = new LinkedHashMap<>();
        for (int i = from; i < from + count; i++) {
            Map<String, Object> topic = new LinkedHashMap<>();
            maybe(topic, "description", one(2) ? any(List.of("d", "it's", "a # b", "\uD83D\uDE80")) : lines());
            maybe(topic, "labels", map("owner", any(List.of("me", "012")), "cut.ms", "60000"));
            maybe(topic, "partitions", any(List.of("1", "6", "${{ var.count }}")));
            maybe(topic, "replicationFactor", "1");
            maybe(topic, "protected", "true");
            maybe(topic, "allow", List.of("data-loss", "take-over"));
            maybe(topic, "ignore", List.of("flush.ms"));
            maybe(topic, "config", config());
            topics.put("t" + i, shuffled(topic));
        }
        return shuffled(topics);
    }

    private Object lines() {
        String mark = any(List.of("|", "|-", "|+", ">", ">-", ">+"));
        return new RandomYaml.Lines(
                any(List.of("one\ntwo", "one\n\n# no comment\ntwo", "7d", "one\n  more\ntwo")), mark);
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new LinkedHashMap<>();
        maybe(config, "retention.ms", any(DURATIONS));
        maybe(config, "segment.ms", any(List.of("60000", "1h", "3600001")));
        maybe(config, "retention.bytes", any(SIZES));
        maybe(config, "max.message.bytes", any(List.of("1048576", "1MiB")));
        maybe(config, "cleanup.policy", one(2) ? List.of("compact", "delete") : "delete");
        maybe(config, "compression.type", "zstd");
        return shuffled(config);
    }

    private Map<String, Object> connectors() {
        Map<String, Object> connectors = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            Map<String, Object> connector = new LinkedHashMap<>();
            maybe(connector, "state", any(List.of("running", "paused")));
            maybe(connector, "description", lines());
            Map<String, Object> config = new LinkedHashMap<>();
            if (one(3)) {
                String json =
                        "{\n  \"connector.class\": \"C\",\n  \"tasks.max\": 1,\n  \"poll.ms\": \"7d\",\n  \"x\": \"\\u00fc\"\n}\n";
                files.put("environments/dev/c" + i + ".json", json);
                connector.put("configFile", "c" + i + ".json");
            } else {
                config.put("connector.class", "C");
            }
            maybe(config, "list.thresholds.ms", List.of("1000", "60000"));
            maybe(config, "sizes.bytes", List.of("1048576"));
            maybe(config, "topics", List.of("t0", "t1"));
            maybe(config, "poll.ms", one(4) ? "${{ '7d' }}" : any(DURATIONS));
            maybe(config, "batch.bytes", any(SIZES));
            maybe(config, "text", any(TEXTS));
            maybe(config, "other", any(TEXTS));
            maybe(config, "block", lines());
            if (!config.isEmpty()) {
                connector.put("config", shuffled(config));
            }
            connectors.put("c" + i, shuffled(connector));
        }
        return connectors;
    }

    private Map<String, Object> connectClusters() {
        return map(
                "main",
                shuffled(map(
                        "groupId",
                        "connect",
                        "replicationFactor",
                        "1",
                        "internalTopics",
                        shuffled(map(
                                "config",
                                map("name", "connect-configs"),
                                "offset",
                                shuffled(map("name", "connect-offsets", "partitions", "25")))),
                        "worker",
                        shuffled(map(
                                "offset.flush.interval.ms",
                                any(List.of("60000", "1m")),
                                "plugin.path",
                                "/x",
                                "some.bytes",
                                List.of("1024"))))));
    }

    private void maybe(Map<String, Object> map, String key, Object value) {
        if (one(2)) {
            map.put(key, value);
        }
    }

    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }

    private Map<String, Object> shuffled(Map<String, ?> map) {
        List<String> keys = new ArrayList<>(new TreeMap<>(map).keySet());
        Collections.shuffle(keys, random);
        Map<String, Object> shuffled = new LinkedHashMap<>();
        keys.forEach(key -> shuffled.put(key, map.get(key)));
        return shuffled;
    }
}
