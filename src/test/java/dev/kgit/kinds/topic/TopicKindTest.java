package dev.kgit.kinds.topic;

import dev.kgit.cluster.ResourceStatus;
import dev.kgit.kind.Kind;
import dev.kgit.kind.KindContract;
import dev.kgit.model.Declared;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

class TopicKindTest implements KindContract {

    @Override
    public Kind kind() {
        return new TopicKind();
    }

    @Override
    public Resource declared(String name) {
        return Declared.topic(name, 1, 1).config("retention.ms", "1000").resource();
    }

    @Override
    public Resource changed(Resource declared) {
        return Declared.topic(declared.id().name(), 1, 1)
                .config("retention.ms", "2000")
                .resource();
    }

    @Override
    public SortedMap<ResourceId, ResourceStatus> statuses(Resource live) {
        return new TreeMap<>(Map.of(
                live.id(),
                new TopicStatus("its-id", false, List.of(List.of(1)), new TreeSet<>(), new TreeSet<>(), false)));
    }
}
