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
public record KafkaVersions(@Nullable Integer metadata, String client) {

    public static KafkaVersions read(KafkaConnection connection) {
        RequestResult<FeatureMetadata> answer =
                RequestResult.of(connection.admin().describeFeatures().featureMetadata());
        Throwable failure = answer.failure();
        if (failure != null && !ConnectivityDiagnosis.isAnAnswer(failure)) {
            throw ConnectivityDiagnosis.lost(failure, connection);
        }
        FinalizedVersionRange level =
                answer.failed() ? null : answer.get().finalizedFeatures().get("metadata.version");
        return new KafkaVersions(level == null ? null : (int) level.maxVersionLevel(), AppInfoParser.getVersion());
    }
}
