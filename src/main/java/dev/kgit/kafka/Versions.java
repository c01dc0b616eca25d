package dev.kgit.kafka;

import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/**
 * Which Kafka this is.
 *
 * @param metadata level of the brokers' {@code metadata.version}; null before KRaft, and where they don't tell
 * @param client kgit's own Kafka client
 */
public record Versions(@Nullable Integer metadata, String client) {

    static Versions read(Connection connection) {
        Answer<FeatureMetadata> answer =
                Answer.of(connection.admin().describeFeatures().featureMetadata());
        Throwable failure = answer.failure();
        if (failure != null && !Reach.isAnAnswer(failure)) {
            throw Reach.lost(failure, connection);
        }
        FinalizedVersionRange level =
                answer.failed() ? null : answer.get().finalizedFeatures().get("metadata.version");
        return new Versions(level == null ? null : (int) level.maxVersionLevel(), AppInfoParser.getVersion());
    }
}
