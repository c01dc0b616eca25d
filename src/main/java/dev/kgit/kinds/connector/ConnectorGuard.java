package dev.kgit.kinds.connector;

import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.LiveState;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KafkaAddresses;
import dev.kgit.model.Quantity;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a connector needs of topics, and what a change of it does to its tasks and offsets. */
public final class ConnectorGuard implements Guard {

    private static final String DLQ = "errors.deadletterqueue.topic.name";
    private static final String DLQ_FACTOR = "errors.deadletterqueue.topic.replication.factor";
    private static final int DLQ_DEFAULT_FACTOR = 3;

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, GuardContext context) {
        if (difference.changeType() == ChangeType.DELETE) {
            return List.of();
        }
        List<Diagnostic> findings = new ArrayList<>();
        findings.addAll(MissingTopics.ofChanged(difference, context));
        if (!ConnectorTopics.isSource(difference.desired())) {
            sink(difference, context, findings);
        }
        if (difference.changeType() == ChangeType.UPDATE) {
            consequences(difference, context, findings);
        } else {
            OffsetGuard.renamed(difference, context).ifPresent(findings::add);
            OffsetGuard.goesOn(difference, context).ifPresent(findings::add);
        }
        return findings;
    }

    /**
     * How many partitions a sink with several tasks has to read, of topics that are not declared; and of a new one, whether
     * its consumer group is there already.
     */
    static List<EvidenceRequest> evidenceRequests(ResourceDiff difference, LiveState live) {
        Resource sink = difference.desired();
        boolean created = difference.changeType() == ChangeType.CREATE;
        boolean several = Quantity.limit(sink.config("tasks.max"), 1) > 1;
        if (difference.changeType() == ChangeType.DELETE || !(created || several)) {
            return List.of();
        }
        return ConnectorTopics.readByName(sink, KafkaAddresses.UNKNOWN).stream()
                .filter(topic -> live.others().contains(topic)
                        || (created && live.state().get(topic) != null))
                .<EvidenceRequest>map(topic -> new TopicUsage.Request(topic, null))
                .toList();
    }

    private static void sink(ResourceDiff difference, GuardContext context, List<Diagnostic> findings) {
        Resource wanted = difference.desired();
        String tasks = wanted.config("tasks.max");
        int partitions = partitions(wanted, context);
        long wantedTasks = Quantity.limit(tasks, 1);
        if (partitions > 0 && wantedTasks > partitions) {
            findings.add(warning(
                    difference,
                    "KG153",
                    "tasks.max " + wantedTasks + " is more than its topics have partitions (" + partitions
                            + "): the rest of the tasks will be idle",
                    "tasks.max"));
        }
        int brokers = context.live().platform().brokers().size();
        String deadLetters = wanted.config(DLQ);
        boolean here = TopicCluster.of(
                        wanted, DLQ, context.kafkaAddresses(difference.id().scope()))
                == TopicCluster.HERE;
        if (here
                && deadLetters != null
                && wanted.config(DLQ_FACTOR) == null
                && brokers > 0
                && brokers < DLQ_DEFAULT_FACTOR) {
            String message = DLQ_FACTOR + " is not set: where Connect creates the dead letter topic it asks for "
                    + DLQ_DEFAULT_FACTOR + " replicas, and the cluster has " + FindingText.count(brokers, "broker");
            // A topic that is there before the connector is not created by it.
            boolean there = MissingTopics.exists(TopicKind.id(deadLetters), context);
            findings.add((there ? Diagnostic.info("KG154", message) : Diagnostic.warning("KG154", message))
                    .withPlace(GuardContext.placeOf(difference, Resource.CONFIG + DLQ))
                    .withSubject(difference.id()));
        }
        boolean toleratesAll = "all".equals(wanted.config("errors.tolerance"));
        boolean reports = wanted.config(DLQ) != null
                || wanted.config().keySet().stream().anyMatch(key -> key.startsWith("reporter.error."));
        if (toleratesAll && !reports) {
            findings.add(warning(
                    difference,
                    "KG155",
                    "errors.tolerance=all without a dead letter topic: records that fail are dropped and nobody sees them",
                    "errors.tolerance"));
        }
    }

    private static int partitions(Resource sink, GuardContext context) {
        int sum = 0;
        for (ResourceId topic : ConnectorTopics.readByName(
                sink, context.kafkaAddresses(sink.id().scope()))) {
            Resource declared = context.desired().get(topic);
            Resource live = context.live().state().get(topic);
            String count = declared != null && declared.text(Resource.PARTITIONS) != null
                    ? declared.text(Resource.PARTITIONS)
                    : live == null ? null : live.text(Resource.PARTITIONS);
            TopicUsage seen = TopicUsage.in(context.evidence(), topic);
            if (count != null) {
                sum += (int) Quantity.limit(count, 0);
            } else if (seen != null) {
                sum += seen.records().size();
            } else {
                return 0;
            }
        }
        return sum;
    }

    private static void consequences(ResourceDiff difference, GuardContext context, List<Diagnostic> findings) {
        Resource there = difference.live();
        ConnectorStatus facts = ConnectorStatus.of(context.live(), there == null ? difference.id() : there.id());
        boolean moved = difference.movedFrom().isPresent();
        OffsetGuard.moved(difference).ifPresent(findings::add);
        OffsetGuard.notTaken(difference, facts, context).ifPresent(findings::add);
        boolean configured = !moved
                && difference.fields().stream().anyMatch(field -> field.path().startsWith(Resource.CONFIG));
        int tasks = facts == null ? 0 : facts.tasks().size();
        if (configured && tasks > 0 && !halts(difference)) {
            findings.add(Diagnostic.info("KG156", "restarts " + FindingText.count(tasks, "task"))
                    .withSubject(difference.id()));
        }
        findings.addAll(OffsetGuard.changed(difference, facts));
        if (facts != null && facts.failed()) {
            failures(difference, facts, findings);
        }
    }

    /** What has failed, with the heads of the traces; a few tasks tell what many do. */
    static void failures(ResourceDiff difference, ConnectorStatus facts, List<Diagnostic> findings) {
        facts.tasks().stream()
                .filter(ConnectorStatus.Task::failed)
                .limit(3)
                .forEach(task -> findings.add(failed(difference, "task " + task.id(), task.failure())));
        if ("FAILED".equals(facts.state())) {
            findings.add(failed(difference, "the connector", facts.failure()));
        }
    }

    /** A connector that is halted first runs no more when its config is written. */
    private static boolean halts(ResourceDiff difference) {
        FieldDiff state = difference.field(Resource.STATE);
        return state != null
                && state.after() != null
                && ConnectorOperations.halts(state.after().text());
    }

    private static Diagnostic failed(ResourceDiff difference, String what, ConnectorStatus.@Nullable Failure failure) {
        return Diagnostic.info("KG159", what + " has failed" + (failure == null ? "" : ": " + failure.trace()))
                .withSubject(difference.id());
    }

    private static Diagnostic warning(ResourceDiff difference, String code, String message, String key) {
        return Diagnostic.warning(code, message)
                .withPlace(GuardContext.placeOf(difference, Resource.CONFIG + key))
                .withSubject(difference.id());
    }
}
