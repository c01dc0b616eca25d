package dev.kgit.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at what stands beside Kafka while Kafka is looked at, so that nobody waits twice where both are silent. */
public interface BackgroundCheckup extends AutoCloseable {

    /** Begins, and returns at once. */
    void start();

    /**
     * Waits for the results.
     *
     * @param kafkaClusterId id of the environment's Kafka cluster; null where that is not known
     */
    List<CheckResult> results(@Nullable String kafkaClusterId);

    @Override
    void close();
}
