package bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates topics and waits until they are listed: what any program that applies them has to do at least. */
public final class CreateOnly {

    /** A broker refuses requests that make more records of its metadata: for each topic, setting and partition one. */
    private static final int MOST_RECORDS = 8_000;

    private CreateOnly() {}

    public static void main(String[] args) throws ExecutionException, InterruptedException {
        Map<String, Object> properties = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        List<String> names = Topics.names(args[1], Integer.parseInt(args[2]));
        int partitions = Integer.parseInt(args[3]);
        List<NewTopic> topics = names.stream()
                .map(name ->
                        new NewTopic(name, Optional.of(partitions), Optional.of((short) 1)).configs(Topics.CONFIG))
                .toList();
        int most = MOST_RECORDS / (1 + Topics.CONFIG.size() + partitions);
        try (Admin admin = Admin.create(properties)) {
            for (int from = 0; from < topics.size(); from += most) {
                admin.createTopics(new ArrayList<>(topics.subList(from, Math.min(from + most, topics.size()))))
                        .all()
                        .get();
            }
            while (!admin.listTopics().names().get().containsAll(names)) {
                Thread.sleep(5);
            }
            System.out.println(names.size() + " topics");
        }
    }
}
