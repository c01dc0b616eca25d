package dev.kgit.diff;

import dev.kgit.model.Declared;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random declarations for property tests; the seed decides. */
public final class RandomStates {

    private static final String[] KEYS = {"retention.ms", "cleanup.policy", "max.message.bytes", "segment.ms"};
    private static final String[][] VALUES = {
        {"1000", "604800000", "-1"}, {"delete", "compact"}, {"1048588", "2097152"}, {"60000", "3600000"}
    };

    private RandomStates() {}

    /** Up to six topics and three connectors that read some of them. */
    public static Declared[] some(Random random) {
        List<Declared> declared = new ArrayList<>();
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            if (random.nextInt(3) > 0) {
                topics.add("t" + i);
                declared.add(topic(random, "t" + i));
            }
        }
        for (int i = 0; i < 3; i++) {
            if (!topics.isEmpty() && random.nextBoolean()) {
                declared.add(Declared.connector("main", "c" + i)
                        .config("connector.class", "org.example.HttpSink")
                        .config("topics", topics.get(random.nextInt(topics.size())))
                        .config("batch.size", Integer.toString(random.nextInt(3)))
                        .state(random.nextBoolean() ? "running" : "paused"));
            }
        }
        return declared.toArray(Declared[]::new);
    }

    private static Declared topic(Random random, String name) {
        Declared topic = Declared.topic(name, 1 + random.nextInt(4), 1 + random.nextInt(3))
                .allow("partition-increase", "data-loss", "single-replica", "min-insync-replicas");
        for (int key = 0; key < KEYS.length; key++) {
            if (random.nextBoolean()) {
                topic.config(KEYS[key], VALUES[key][random.nextInt(VALUES[key].length)]);
            }
        }
        return topic;
    }
}
