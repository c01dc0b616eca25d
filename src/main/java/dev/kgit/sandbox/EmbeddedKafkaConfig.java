package dev.kgit.sandbox;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What brokers to start.
 *
 * @param ports one for each broker, in the order of their ids (from 1)
 * @param data where they keep their data, made where it is missing and kept; null: a folder that is thrown away
 * @param properties server properties of every broker, on top of the sandbox's own
 * @param own further properties of single brokers, by id
 * @param scramUsers {@code SCRAM-SHA-512=[name=...,password=...]}: users that exist from the first moment
 */
public record EmbeddedKafkaConfig(
        List<BrokerPorts> ports,
        @Nullable Path data,
        Map<String, String> properties,
        Map<Integer, Map<String, String>> own,
        List<String> scramUsers) {

    public EmbeddedKafkaConfig {
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("at least one broker");
        }
        ports = List.copyOf(ports);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        own = Collections.unmodifiableMap(new TreeMap<>(own));
        scramUsers = List.copyOf(scramUsers);
    }

    /** That many brokers on free ports, with data that is thrown away. */
    public static EmbeddedKafkaConfig onFreePorts(int brokers) {
        List<Integer> free = FreePorts.take(3 * brokers);
        return onPorts(IntStream.range(0, brokers)
                .mapToObj(i -> new BrokerPorts(free.get(3 * i), free.get(3 * i + 1), free.get(3 * i + 2)))
                .toList());
    }

    /** Brokers on the ports that the first one's give, each ten above the one before. */
    public static EmbeddedKafkaConfig from(BrokerPorts first, int brokers) {
        return onPorts(
                IntStream.rangeClosed(1, brokers).mapToObj(first::forBroker).toList());
    }

    /** One broker on each of these. */
    public static EmbeddedKafkaConfig onPorts(List<BrokerPorts> ports) {
        return new EmbeddedKafkaConfig(ports, null, Map.of(), Map.of(), List.of());
    }

    public EmbeddedKafkaConfig keptIn(@Nullable Path folder) {
        return new EmbeddedKafkaConfig(ports, folder, properties, own, scramUsers);
    }

    /** With a server property for every broker. */
    public EmbeddedKafkaConfig with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(key, value);
        return new EmbeddedKafkaConfig(ports, data, more, own, scramUsers);
    }

    /** With a server property for one broker (ids from 1). */
    public EmbeddedKafkaConfig with(int broker, String key, String value) {
        Map<Integer, Map<String, String>> more = new TreeMap<>(own);
        Map<String, String> its = new LinkedHashMap<>(more.getOrDefault(broker, Map.of()));
        its.put(key, value);
        more.put(broker, its);
        return new EmbeddedKafkaConfig(ports, data, properties, more, scramUsers);
    }

    public EmbeddedKafkaConfig withScramUsers(List<String> users) {
        return new EmbeddedKafkaConfig(ports, data, properties, own, users);
    }
}
