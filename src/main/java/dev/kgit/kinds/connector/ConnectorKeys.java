package dev.kgit.kinds.connector;

import java.util.regex.Pattern;

/** Keys of a connector's config that kgit reads itself, whatever the plugin: by Kafka Connect's own definitions and usage. */
public final class ConnectorKeys {

    public static final String CLASS = "connector.class";
    /** Which of several versions of the plugin runs. */
    public static final String PLUGIN_VERSION = "connector.plugin.version";

    /** The same of a transform, predicate or converter, behind what its keys begin with. */
    private static final String VERSION_OF_PART = "plugin.version";

    public static final String TASKS_MAX = "tasks.max";
    public static final String TOPICS = "topics";
    public static final String TOPICS_REGEX = "topics.regex";

    /** What the names of the topics begin with that many a source writes. */
    static final String TOPIC_PREFIX = "topic.prefix";

    /** What the keys of groups of new topics begin with. */
    static final String TOPIC_CREATION = "topic.creation.";

    /** What Connect's REST server refuses in a path, however it is encoded: it makes such a connector, and shows it to nobody. */
    private static final Pattern REFUSED_IN_A_PATH = Pattern.compile("[%/\\\\]");

    /** The consumer group of a sink, where it is not named after the connector. */
    public static final String GROUP = "consumer.override.group.id";

    /** Keys that plugins make part of a source partition, under which Connect keeps a source's offsets. */
    private static final Pattern SOURCE_IDENTITY = Pattern.compile(
            "connector\\.class|file|topic\\.prefix|database\\.server\\.name|source\\.cluster\\.alias|offsets\\.storage\\.topic");

    private static final Pattern SINK_IDENTITY = Pattern.compile("connector\\.class|consumer\\.override\\.group\\.id");

    /** Keys whose value is the name of a topic that has to be there before the connector. */
    private static final Pattern TOPIC_NAME = Pattern.compile("errors\\.deadletterqueue\\.topic\\.name"
            + "|reporter\\.[^.]+\\.topic\\.name"
            + "|confluent\\.topic"
            + "|(schema\\.history\\.internal|database\\.history)\\.kafka\\.topic"
            + "|offsets\\.storage\\.topic");

    // No group is repeated here: Java's matcher calls itself for each time, so that a long key would end in its stack.
    /** Names of topics and groups, addresses, classes, lists of aliases, counts: what is read, compared and quoted. */
    private static final Pattern READ = Pattern.compile(
            "name|tasks\\.max|tasks\\.max\\.enforce"
                    + "|connector\\.(class|plugin\\.version)"
                    + "|(.*\\.)?(topic|topics)(\\.(name|prefix|regex|format))?"
                    + "|(.*\\.)?(group\\.id|bootstrap\\.servers|replication\\.factor|cluster\\.alias)"
                    + "|database\\.server\\.name|file"
                    + "|(key|value|header)\\.converter"
                    + "|transforms|predicates|(transforms|predicates)\\.[^.]+\\.(type|predicate|negate)"
                    + "|topic\\.creation\\..*"
                    + "|errors\\.(tolerance|log\\..*|retry\\..*|deadletterqueue\\..*)",
            Pattern.DOTALL);

    private ConnectorKeys() {}

    /** The key that says which version of a class runs, beside the key that names the class. */
    public static String pluginVersion(String classKey) {
        String part =
                classKey.endsWith(".type") ? classKey.substring(0, classKey.length() - ".type".length()) : classKey;
        return classKey.equals(CLASS) ? PLUGIN_VERSION : part + "." + VERSION_OF_PART;
    }

    /** Whether the key says which version of some class runs. */
    public static boolean isPluginVersion(String key) {
        return key.endsWith("." + VERSION_OF_PART);
    }

    /** Whether a worker can be asked about a connector of this name, which is then a part of a path. */
    public static boolean isAskable(String name) {
        return !REFUSED_IN_A_PATH.matcher(name).find();
    }

    /** Whether two values of {@code connector.class} name one plugin: by its class, its simple name, or that without "Connector". */
    public static boolean isSameClass(String left, String right) {
        boolean oneIsShort = left.indexOf('.') < 0 || right.indexOf('.') < 0;
        return left.equals(right) || (oneIsShort && alias(left).equals(alias(right)));
    }

    private static String alias(String connectorClass) {
        String simple = connectorClass.substring(connectorClass.lastIndexOf('.') + 1);
        return simple.endsWith("Connector") ? simple.substring(0, simple.length() - "Connector".length()) : simple;
    }

    /** Whether the key's value names a topic that has to be there before the connector. */
    public static boolean isTopicName(String key) {
        return TOPIC_NAME.matcher(key).matches();
    }

    /** Whether a connector's offsets are kept under the key's value. */
    public static boolean isOffsetIdentity(String key, boolean sink) {
        return (sink ? SINK_IDENTITY : SOURCE_IDENTITY).matcher(key).matches();
    }

    /** Whether kgit reads the key's value and may quote it, so that it can't be a secret. */
    public static boolean isReadByKgit(String key) {
        return READ.matcher(key).matches();
    }
}
