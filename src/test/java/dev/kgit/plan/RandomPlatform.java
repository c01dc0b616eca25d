package dev.kgit.plan;

import dev.kgit.cluster.FakeCluster;
import dev.kgit.model.Resource;
import java.util.HashMap;
import java.util.Map;

/** Brings a platform in memory into the state that a rehearsal declares, without planning. */
final class RandomPlatform {

    private RandomPlatform() {}

    static void bring(FakeCluster cluster, Rehearsal rehearsal) {
        for (Resource resource :
                rehearsal.planInputs().desired().state().resources().values()) {
            Map<String, String> config = new HashMap<>();
            resource.config().forEach((key, setting) -> config.put(key, setting.text()));
            resource.id()
                    .asTopic()
                    .ifPresent(topic -> cluster.topic(
                            topic.name(),
                            Integer.parseInt(resource.text(Resource.PARTITIONS)),
                            Integer.parseInt(resource.text(Resource.REPLICATION_FACTOR)),
                            config));
            resource.id()
                    .asConnector()
                    .ifPresent(connector -> cluster.connector(connector, config, resource.text(Resource.STATE)));
        }
    }
}
