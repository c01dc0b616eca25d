package dev.kgit.kinds.topic.files;

import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.model.Environment;
import dev.kgit.model.Resource;
import dev.kgit.model.State;
import java.util.HashMap;
import java.util.Map;

/** What can only be said of topics when all resources are known. */
final class TopicChecks {

    private TopicChecks() {}

    /** {@code a.b} and {@code a_b} are one name in Kafka's metrics, and a broker that has one refuses the other. */
    static void collisions(State state, DiagnosticCollector problems) {
        Map<String, Resource> byMetric = new HashMap<>();
        for (Resource resource : state.resources().values()) {
            if (!resource.id().isOf(TopicKind.NAME) || resource.lifecycle().absent()) {
                continue;
            }
            Resource first =
                    byMetric.putIfAbsent(TopicKind.metricName(resource.id().name()), resource);
            if (first != null) {
                problems.errorAbout(
                        "KG101",
                        resource,
                        "the topics `" + first.id().name() + "` (" + first.place() + ") and `"
                                + resource.id().name()
                                + "` can't live side by side: Kafka takes `.` and `_` for the same",
                        "rename one of them");
            }
        }
    }

    static void ledger(State state, Environment environment, DiagnosticCollector problems) {
        String topic = environment.ledger().topic();
        Resource declared = topic == null ? null : state.get(TopicKind.id(topic));
        if (declared != null) {
            problems.errorAbout(
                    "KG124",
                    declared,
                    "the topic `" + topic + "` is kgit's own ledger and can't be declared",
                    "rename it, or name another topic under `ledger:` in environment.yaml");
        }
    }
}
