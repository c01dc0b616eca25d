package bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The floor: lists, describes and reads the configs of all topics, and does nothing with them. Descriptions and configs are
 * asked for at the same time.
 */
public final class Floor {

    private Floor() {}

    public static void main(String[] args) throws ExecutionException, InterruptedException {
        Map<String, Object> properties = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        try (Admin admin = Admin.create(properties)) {
            List<String> names = new ArrayList<>(admin.listTopics().names().get());
            List<ConfigResource> resources = names.stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();
            KafkaFuture<Map<String, TopicDescription>> topics =
                    admin.describeTopics(names).allTopicNames();
            KafkaFuture<Map<ConfigResource, Config>> configs =
                    admin.describeConfigs(resources).all();
            long partitions = topics.get().values().stream()
                    .mapToLong(topic -> topic.partitions().size())
                    .sum();
            long own = configs.get().values().stream()
                    .flatMap(config -> config.entries().stream())
                    .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                    .count();
            System.out.println(names.size() + " topics, " + partitions + " partitions, " + own + " settings");
        }
    }
}
