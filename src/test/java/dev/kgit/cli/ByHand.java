package dev.kgit.cli;

import dev.kgit.fixture.Await;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Somebody with Kafka's own tools: changes a cluster past kgit, and looks what is there. Waits until it shows. */
final class ByHand implements AutoCloseable {

    private static final long MINUTE = 60_000_000_000L;

    private final Map<String, Object> client;
    private final Admin admin;

    ByHand(String bootstrapServers) {
        this(Map.of("bootstrap.servers", bootstrapServers));
    }

    ByHand(Map<String, Object> client) {
        this.client = client;
        this.admin = Admin.create(client);
    }

    Admin admin() {
        return admin;
    }

    Set<String> topics() {
        return get(admin.listTopics().names());
    }

    void create(String topic, Map<String, String> config) {
        NewTopic created = new NewTopic(topic, Optional.of(1), Optional.of((short) 1)).configs(config);
        get(admin.createTopics(List.of(created)).all());
        Await.until(() -> topics().contains(topic));
    }

    void delete(String... names) {
        Collection<String> gone = List.of(names);
        get(admin.deleteTopics(gone).all());
        Await.until(() -> topics().stream().noneMatch(gone::contains));
    }

    void set(String topic, String key, String value) {
        ConfigResource resource = new ConfigResource(Type.TOPIC, topic);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        get(admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all());
        Await.until(() -> value.equals(config(topic, key)));
    }

    /** What the topic has for the key, its own or inherited. */
    String config(String topic, String key) {
        ConfigResource resource = new ConfigResource(Type.TOPIC, topic);
        return known(() -> admin.describeConfigs(List.of(resource)).all())
                .get(resource)
                .get(key)
                .value();
    }

    void produce(String topic, int records) {
        Map<String, Object> properties = new HashMap<>(client);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(topic, "key-" + i, new byte[100]));
            }
        }
    }

    /** Appends one raw record: what kgit itself would never write. */
    void append(String topic, String key, byte[] value) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, key, value));
        }
    }

    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }

    /** The answer about a topic that is there: asks again where a broker has not heard of it yet. */
    static <T> T known(Supplier<KafkaFuture<T>> question) {
        long deadline = System.nanoTime() + MINUTE;
        while (true) {
            try {
                return question.get().get();
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw new AssertionError(failed.getCause());
                }
                LockSupport.parkNanos(50_000_000);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new AssertionError(stop);
            }
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
