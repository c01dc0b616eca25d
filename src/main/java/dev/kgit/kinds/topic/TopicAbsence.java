package dev.kgit.kinds.topic;

import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.model.ResourceId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That a topic is not seen where it is asked for by its name. A listing alone proves nothing: it leaves out internal topics,
 * and what the principal may not describe. A topic that is there has no such evidence.
 *
 * @param confirmed whether it is absent for sure; else this principal may not describe it
 */
public record TopicAbsence(boolean confirmed) implements Evidence {

    /** A question about a topic that was not listed. */
    public record Request(ResourceId id) implements EvidenceRequest {}

    /** What a platform has answered about a topic; null where it is there, or was not asked for. */
    public static @Nullable TopicAbsence in(Map<ResourceId, Evidence> evidence, ResourceId topic) {
        return evidence.get(topic) instanceof TopicAbsence absence ? absence : null;
    }
}
