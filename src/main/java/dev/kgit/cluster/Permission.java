package dev.kgit.cluster;

import java.util.Locale;

/** One thing that a principal may be let do with a topic, a group or the cluster; the part of Kafka's that kgit has use for. */
public enum Permission {
    DESCRIBE,
    DESCRIBE_CONFIGS,
    CREATE,
    ALTER,
    ALTER_CONFIGS,
    DELETE,
    READ,
    WRITE;

    /** {@code Describe}, {@code DescribeConfigs}: as Kafka's tools take it. */
    public String label() {
        StringBuilder word = new StringBuilder();
        for (String part : name().split("_", -1)) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }
}
