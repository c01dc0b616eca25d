package dev.kgit.plan;

import dev.kgit.cluster.FakeCluster;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
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
            ResourceId id = resource.id();
            if (id.isOf(ConnectorKind.NAME)) {
                cluster.connector(id, config, resource.text(Resource.STATE));
            } else {
                cluster.topic(
                        id.name(),
                        Integer.parseInt(resource.text(Resource.PARTITIONS)),
                        Integer.parseInt(resource.text(Resource.REPLICATION_FACTOR)),
                        config);
            }
        }
    }
}
