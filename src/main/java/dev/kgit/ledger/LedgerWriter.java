package dev.kgit.ledger;

import dev.kgit.concurrent.InterruptibleWait;
import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes records to the ledger's topic, one after the other, each on all replicas before the next. */
public final class LedgerWriter implements AutoCloseable {

    private final KafkaConnection connection;
    private final LedgerTopic topic;
    private final Duration timeout;
    private final KafkaProducer<String, byte[]> producer;

    /** @param timeout after which a record counts as not written */
    LedgerWriter(KafkaConnection connection, LedgerTopic topic, Duration timeout) {
        this.connection = connection;
        this.topic = topic;
        this.timeout = timeout;
        Map<String, Object> properties = connection.properties();
        int millis = (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        // A record that is written twice does no harm here, records in another order do: one request at a time.
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false");
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(2 * LedgerJson.LARGEST));
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(4L * LedgerJson.LARGEST));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(millis));
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Integer.toString(Math.max(1, millis / 2)));
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(millis));
        properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        try {
            this.producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        } catch (KafkaException notMade) {
            throw ConnectivityDiagnosis.notMade(notMade, connection);
        }
    }

    /**
     * Writes a record and waits for it.
     *
     * @param value null: a tombstone
     * @return its offset
     * @throws LedgerAccessDeniedException where the principal may not
     */
    long write(String key, byte @Nullable [] value) {
        try {
            RecordMetadata written = producer.send(new ProducerRecord<>(topic.name(), 0, key, value))
                    .get();
            return written.offset();
        } catch (InterruptedException | InterruptException stop) {
            throw RequestResult.WAIT.interrupted();
        } catch (ExecutionException failed) {
            throw lost(failed.getCause() == null ? failed : failed.getCause());
        } catch (KafkaException failed) {
            throw lost(failed);
        }
    }

    private RuntimeException lost(Throwable failure) {
        if (failure instanceof AuthorizationException) {
            return topic.forbidden();
        }
        if (failure instanceof RecordTooLargeException) {
            return new KgitException.Unavailable(Diagnostic.error(
                            "KG658", "the ledger's topic " + topic.name() + " does not take records this large")
                    .withHint("raise max.message.bytes of that topic to " + 2 * LedgerJson.LARGEST));
        }
        return ConnectivityDiagnosis.lost(failure, connection, timeout);
    }

    @Override
    public void close() {
        InterruptibleWait.uninterrupted(() -> producer.close(Duration.ofSeconds(2)));
    }
}
