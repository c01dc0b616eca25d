package dev.kgit.ledger;

import dev.kgit.cluster.Ledger;
import dev.kgit.concurrent.BackgroundThreads;
import dev.kgit.concurrent.Deadline;
import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The ledger's topic, read from its beginning to its end and then on. Keeps the last value of each entry and of each
 * run, and tells every record in order. No consumer group, nothing is committed.
 */
public final class LedgerReader implements AutoCloseable {

    private final KafkaConnection connection;
    private final TopicPartition partition;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Consumer<ConsumerRecord<String, byte[]>> each;
    private final SortedMap<String, byte[]> entries = new TreeMap<>();
    private final Map<LedgerKeys.Owner, Long> versions = new HashMap<>();
    private long next;

    /** Why the ledger can't be read though the brokers answer. */
    enum State {
        THERE,
        ABSENT,
        HIDDEN
    }

    LedgerReader(KafkaConnection connection, String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        this.connection = connection;
        this.partition = new TopicPartition(topic, 0);
        this.each = each;
        Map<String, Object> properties = connection.properties();
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // Where the log begins later than at 0.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(8 * 1024 * 1024));
        try {
            this.consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException notMade) {
            throw ConnectivityDiagnosis.notMade(notMade, connection);
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, 0);
    }

    /** Whether there is anything to read; the brokers are not asked to create it. */
    synchronized State state() {
        try {
            return consumer.partitionsFor(partition.topic()).isEmpty() ? State.ABSENT : State.THERE;
        } catch (TopicAuthorizationException hidden) {
            return State.HIDDEN;
        } catch (KafkaException failed) {
            throw lost(failed);
        }
    }

    /** Reads up to what the log holds now. False where the principal may not. */
    synchronized boolean readToEnd() {
        try {
            Long end = consumer.endOffsets(List.of(partition)).get(partition);
            readTo(end == null ? 0 : end);
            return true;
        } catch (TopicAuthorizationException hidden) {
            return false;
        } catch (KafkaException failed) {
            throw lost(failed);
        }
    }

    /** Reads at least up to the record at that offset. */
    synchronized void readBeyond(long offset) {
        try {
            readTo(offset + 1);
        } catch (KafkaException failed) {
            throw lost(failed);
        }
    }

    private void readTo(long end) {
        Deadline deadline = Deadline.in(connection.timeout());
        while (next < end) {
            for (ConsumerRecord<String, byte[]> read : consumer.poll(Duration.ofMillis(200))) {
                take(read);
            }
            // Past what compaction has taken out, too.
            next = Math.max(next, consumer.position(partition));
            if (next < end && deadline.hasPassed()) {
                throw new KgitException.Unavailable(Diagnostic.error(
                                "KG657", "the ledger " + partition.topic() + " could not be read to its end in time")
                        .withHint("is its partition led by a broker that is up? A longer --timeout may help"));
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> read) {
        if (read.key() == null) {
            return;
        }
        if (LedgerKeys.isEntry(read.key()) || LedgerKeys.isRun(read.key())) {
            if (read.value() == null) {
                entries.remove(read.key());
            } else {
                entries.put(read.key(), read.value());
            }
            LedgerKeys.owner(read.key()).ifPresent(owner -> versions.put(owner, read.offset()));
        }
        each.accept(read);
    }

    /** Where the last word about what this project and environment applied is in the log. */
    synchronized long version(LedgerKeys.Owner owner) {
        return versions.getOrDefault(owner, Ledger.NOTHING);
    }

    /** The last value of each entry and each run that has one, by key. */
    synchronized SortedMap<String, byte[]> entries() {
        return new TreeMap<>(entries);
    }

    private KgitException lost(KafkaException failed) {
        if (failed instanceof InterruptException) {
            return RequestResult.WAIT.interrupted();
        }
        return ConnectivityDiagnosis.lost(failed, connection);
    }

    /** Closes the consumer in the background: {@code close()} waits for a fetch that is already on its way. */
    @Override
    public void close() {
        BackgroundThreads.start("kgit-ledger-close", this::leave);
    }

    private synchronized void leave() {
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        } catch (KafkaException gone) {
            // What was read is read; brokers forget a reader that has left without a word.
        }
    }
}
