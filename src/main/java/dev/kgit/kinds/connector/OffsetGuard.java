package dev.kgit.kinds.connector;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.GuardContext;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Under what a connector finds the offsets that it had come to. A source's are kept in its Connect cluster by its name and
 * by what the plugin calls a partition of its source; a sink's in Kafka, by a consumer group that is named after it.
 */
public final class OffsetGuard {

    /** Told where offsets are left behind. */
    static final String FROM_SCRATCH = "KG157";

    private OffsetGuard() {}

    /** What a change of its config does to the offsets of a connector. */
    static List<Diagnostic> changed(ResourceDiff difference, @Nullable ConnectorStatus facts) {
        boolean sink = facts == null ? !ConnectorTopics.isSource(difference.desired()) : "sink".equals(facts.type());
        List<Diagnostic> findings = new ArrayList<>();
        for (FieldDiff field : difference.fields()) {
            String key =
                    field.path().startsWith(Resource.CONFIG) ? field.path().substring(Resource.CONFIG.length()) : "";
            // A move sets the offsets of the group that the connector has afterwards.
            boolean taken =
                    key.equals(ConnectorKeys.GROUP) && difference.movedFrom().isPresent();
            if (ConnectorKeys.isOffsetIdentity(key, sink) && !taken && !namesTheSame(key, field)) {
                findings.add(finding(difference, key, sink ? ofASink(key, difference) : ofASource(key)));
            }
        }
        return findings;
    }

    /** Another name of the same class is no other plugin. */
    private static boolean namesTheSame(String key, FieldDiff field) {
        FieldValue before = field.before();
        FieldValue after = field.after();
        return key.equals(ConnectorKeys.CLASS)
                && before != null
                && after != null
                && !before.isUnknown()
                && !after.isUnknown()
                && ConnectorKeys.isSameClass(before.text(), after.text());
    }

    private static String ofASource(String key) {
        return key + " is part of the identity of its offsets: with another value it starts from scratch";
    }

    private static String ofASink(String key, ResourceDiff difference) {
        if (key.equals(ConnectorKeys.GROUP)) {
            return "another consumer group: it starts from scratch there, by auto.offset.reset";
        }
        return difference.movedFrom().isPresent()
                ? "another plugin: it goes on at the offsets that it takes over, and reads nothing again"
                : "another plugin under the same name: it goes on where consumer group " + group(difference.desired())
                        + " is, and reads nothing again";
    }

    /** What a move under another name does; empty where the connector keeps its name. */
    static Optional<Diagnostic> moved(ResourceDiff difference) {
        return difference.movedFrom().map(from -> {
            Resource there = difference.live();
            boolean begun = there != null && there.id().equals(difference.id());
            String state = ConnectorOperations.stateAfterMove(difference);
            String message = begun
                    ? "goes on with a move from " + from + " that was cut short: what is left to do of it is done, "
                            + from + " is deleted, and this one is " + state
                    : "moved from " + from + ": that one is stopped, this one takes over its offsets and is " + state
                            + ", and then that one is deleted; at no moment do both run";
            String lost = there == null ? "" : notTakenAlong(difference.desired(), there);
            return (lost.isEmpty() ? Diagnostic.info("KG167", message) : Diagnostic.warning("KG167", message + lost))
                    .withSubject(difference.id());
        });
    }

    /** A sink's offsets are of topics, a source's are of whatever it reads: neither is of use to the other. */
    static Optional<Diagnostic> notTaken(
            ResourceDiff difference, @Nullable ConnectorStatus facts, GuardContext context) {
        FieldDiff plugin = difference.field(Resource.CONFIG + ConnectorKeys.CLASS);
        Resource there = difference.live();
        if (difference.movedFrom().isEmpty() || plugin == null || there == null) {
            return Optional.empty();
        }
        boolean was =
                facts == null ? ConnectorTopics.isSource(there) : facts.type().equals("source");
        boolean is = ConnectorTopics.isSource(difference.desired());
        return was == is
                ? Optional.empty()
                : Optional.of(context.finding(
                        "KG223",
                        difference,
                        difference.movedFrom().get() + " is a " + (was ? "source" : "sink") + ", and " + difference.id()
                                + (is ? " a source" : " a sink") + ": it can't go on where that one has come to",
                        "take `formerly` away: the two are two connectors",
                        GuardContext.placeOf(difference, plugin.path())));
    }

    /** Values that somebody else owns and that the worker does not show. */
    private static String notTakenAlong(Resource wanted, Resource there) {
        String keys = there.config().entrySet().stream()
                .filter(entry -> entry.getValue().isUnknown())
                .map(Map.Entry::getKey)
                .filter(wanted.lifecycle().ignore()::contains)
                .collect(Collectors.joining(", "));
        return keys.isEmpty() ? "" : ". Ignored and shown masked, so not taken along: " + keys;
    }

    /** That a connector's offsets outlive it. */
    static Diagnostic staysBehind(ResourceDiff delete) {
        Resource there = delete.live() == null ? delete.desired() : delete.live();
        String name = delete.id().name();
        return Diagnostic.info(
                        "KG168",
                        ConnectorTopics.isSource(there)
                                ? "its offsets stay in its Connect cluster: a connector that is called " + name
                                        + " later goes on from there"
                                : "its offsets stay, as consumer group " + group(there)
                                        + ": a sink with that group goes on from there")
                .withSubject(delete.id());
    }

    /** Where a new connector would go on that finds offsets under its name, as far as that can be seen. */
    static Optional<Diagnostic> goesOn(ResourceDiff created, GuardContext context) {
        Resource wanted = created.desired();
        if (ConnectorTopics.isSource(wanted)) {
            return Optional.of(Diagnostic.info(
                            "KG168",
                            "goes on where an earlier connector of this name has come to in this Connect cluster, if there"
                                    + " was one")
                    .withSubject(created.id()));
        }
        String group = group(wanted);
        List<TopicUsage.Group> found = groupThere(wanted, context);
        long behind = found.stream().mapToLong(TopicUsage.Group::lag).sum();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(Diagnostic.info(
                                "KG168",
                                "goes on where consumer group " + group + " is, which is there already: "
                                        + FindingText.count(behind, "record") + " behind; what came before is not"
                                        + " delivered again")
                        .withSubject(created.id()));
    }

    /** The consumer group that a new sink finds, once for each of its topics, as far as that can be seen. */
    private static List<TopicUsage.Group> groupThere(Resource wanted, GuardContext context) {
        String group = group(wanted);
        return ConnectorTopics.readByName(
                        wanted, context.kafkaAddresses(wanted.id().scope()))
                .stream()
                .flatMap(topic -> Stream.ofNullable(TopicUsage.in(context.evidence(), topic)))
                .flatMap(usage -> Stream.ofNullable(usage.groups()))
                .flatMap(List::stream)
                .filter(other -> other.id().equals(group))
                .toList();
    }

    /**
     * What a new name means for a connector that goes away in the same plan and comes back under it, or that stays beside the
     * new one since it is declared no longer and left alone.
     */
    static Optional<Diagnostic> renamed(ResourceDiff created, GuardContext context) {
        Stream<Resource> deleted = context.diff().differences().stream()
                .filter(other -> other.changeType() == ChangeType.DELETE)
                .flatMap(other -> Stream.ofNullable(other.live()));
        Optional<Diagnostic> comesBack = deleted.filter(other -> isNewNameOf(other, created.desired()))
                .findFirst()
                .map(other -> comesBack(created, other, context));
        return comesBack.or(() -> context.diff().orphans().stream()
                .flatMap(orphan -> Stream.ofNullable(context.live().state().get(orphan)))
                .filter(other -> isNewNameOf(other, created.desired()))
                .findFirst()
                .map(other -> twice(created, other)));
    }

    private static boolean isNewNameOf(Resource there, Resource created) {
        return isTheSame(there, created)
                && (ConnectorTopics.isSource(created) || !group(there).equals(group(created)));
    }

    private static Diagnostic comesBack(ResourceDiff created, Resource other, GuardContext context) {
        Resource wanted = created.desired();
        String message = "seems to be " + other.id() + " under a new name";
        if (ConnectorTopics.isSource(wanted)) {
            message +=
                    " or in another Connect cluster: the offsets of a source stay behind, and it starts from scratch,"
                            + " unless an earlier connector of its own name has left some";
        } else if (groupThere(wanted, context).isEmpty()) {
            message += ": its consumer group is now " + group(wanted)
                    + ", and it starts from scratch there, by auto.offset.reset";
        } else {
            message += ": it does not go on where that one has come to, but where consumer group " + group(wanted)
                    + " was left";
        }
        return renamed(created, other, message);
    }

    private static Diagnostic twice(ResourceDiff created, Resource other) {
        Resource wanted = created.desired();
        return renamed(
                created,
                other,
                "seems to be " + other.id() + " under a new name, and that one stays, since nothing deletes it: "
                        + (ConnectorTopics.isSource(wanted)
                                ? "both read the same source, and all of it is written twice"
                                : "both read the same topics, each as a consumer group of its own, and every record"
                                        + " is delivered twice"));
    }

    /** A move is to another name in the same Connect cluster. */
    private static Diagnostic renamed(ResourceDiff created, Resource other, String message) {
        Diagnostic finding = finding(created, ConnectorKeys.CLASS, message);
        return other.id().scope().equals(created.id().scope())
                ? finding.withHint("to move it with its offsets, write `formerly: "
                        + other.id().name() + "` in " + created.id())
                : finding;
    }

    /** The same plugin, with the same topics and the same source. */
    private static boolean isTheSame(Resource there, Resource created) {
        String plugin = created.config(ConnectorKeys.CLASS);
        String before = there.config(ConnectorKeys.CLASS);
        if (!there.id().isOf(ConnectorKind.NAME) || plugin == null || before == null) {
            return false;
        }
        boolean sameTopics = same(there, created, "topics") && same(there, created, "topic");
        boolean sameSource = created.config().keySet().stream()
                .filter(key -> ConnectorKeys.isOffsetIdentity(key, false) && !key.equals(ConnectorKeys.CLASS))
                .allMatch(key -> same(there, created, key));
        return ConnectorKeys.isSameClass(plugin, before) && sameTopics && sameSource;
    }

    private static boolean same(Resource left, Resource right, String key) {
        String text = left.config(key);
        return text == null ? right.config(key) == null : text.equals(right.config(key));
    }

    /** The consumer group of a sink. */
    static String group(Resource sink) {
        String own = sink.config(ConnectorKeys.GROUP);
        return own == null ? "connect-" + sink.id().name() : own;
    }

    private static Diagnostic finding(ResourceDiff difference, String key, String message) {
        return Diagnostic.warning(FROM_SCRATCH, message)
                .withPlace(GuardContext.placeOf(difference, Resource.CONFIG + key))
                .withSubject(difference.id());
    }
}
