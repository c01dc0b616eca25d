package dev.kgit.plan;

import dev.kgit.model.Resource;
import dev.kgit.model.Setting;
import dev.kgit.model.TopicId;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which topics a connector's config names: they have to be there before it. */
final class ConnectorTopics {

    private static final Pattern NAMED = Pattern.compile("errors\\.deadletterqueue\\.topic\\.name"
            + "|reporter\\.[^.]+\\.topic\\.name"
            + "|confluent\\.topic"
            + "|(schema\\.history\\.internal|database\\.history)\\.kafka\\.topic"
            + "|offsets\\.storage\\.topic");

    /** Sources call topics of another cluster, or what they read from, {@code topics} too. */
    private static final Pattern SOURCE = Pattern.compile("Source|Mirror");

    private static final String CONFLUENT_COMMAND = "_confluent-command";

    private ConnectorTopics() {}

    /** The topics that the connector names, each with the config key that names it. */
    static SortedMap<TopicId, String> of(Resource connector) {
        SortedMap<TopicId, String> topics = new TreeMap<>();
        String type = connector.config("connector.class");
        if (!isSource(type)) {
            names(topics, "topics", connector.config("topics"));
        }
        for (Map.Entry<String, Setting> entry : connector.config().entrySet()) {
            if (NAMED.matcher(entry.getKey()).matches()) {
                names(topics, entry.getKey(), entry.getValue().value());
            }
        }
        if (isLicensed(connector) && connector.config("confluent.topic") == null) {
            topics.putIfAbsent(new TopicId(CONFLUENT_COMMAND), "connector.class");
        }
        return topics;
    }

    static boolean isSource(@Nullable String type) {
        return type != null
                && SOURCE.matcher(type.substring(type.lastIndexOf('.') + 1)).find();
    }

    /** Confluent's licensed connectors keep their license in a topic, which they name {@code confluent.topic.*} to reach. */
    private static boolean isLicensed(Resource connector) {
        String type = connector.config("connector.class");
        return type != null
                && type.startsWith("io.confluent.")
                && connector.config().keySet().stream()
                        .anyMatch(key -> key.startsWith("confluent.topic.") || key.equals("confluent.license"));
    }

    private static void names(SortedMap<TopicId, String> topics, String key, @Nullable String list) {
        if (list == null || list.contains("${")) {
            return;
        }
        Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> topics.putIfAbsent(new TopicId(name), key));
    }
}
