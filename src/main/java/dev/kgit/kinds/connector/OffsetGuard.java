package dev.kgit.kinds.connector;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Under what a connector finds the offsets that it had come to. A source's are kept in its Connect cluster by its name and
 * by what the plugin calls a partition of its source; a sink's in Kafka, by a consumer group that is named after it.
 */
public final class OffsetGuard {

    private OffsetGuard() {}

    /** What a change of its config does to the offsets of a connector. */
    static List<Diagnostic> changed(ResourceDiff difference, @Nullable ConnectorStatus facts) {
        boolean sink = facts == null ? !ConnectorTopics.isSource(difference.desired()) : "sink".equals(facts.type());
        List<Diagnostic> findings = new ArrayList<>();
        for (FieldDiff field : difference.fields()) {
            String key =
                    field.path().startsWith(Resource.CONFIG) ? field.path().substring(Resource.CONFIG.length()) : "";
            if (ConnectorKeys.isOffsetIdentity(key, sink) && !namesTheSame(key, field)) {
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
        return key.equals(ConnectorKeys.GROUP)
                ? "another consumer group: it starts from scratch there, by auto.offset.reset"
                : "another plugin under the same name: it goes on where consumer group " + group(difference.desired())
                        + " is, and reads nothing again";
    }

    /** What a new name means for a connector that goes away in the same plan and comes back under it. */
    static Optional<Diagnostic> renamed(ResourceDiff created, GuardContext context) {
        return context.diff().differences().stream()
                .filter(other -> other.changeType() == ChangeType.DELETE && isTheSame(other, created.desired()))
                .filter(other -> ConnectorTopics.isSource(created.desired()) || !sameGroup(other, created.desired()))
                .findFirst()
                .map(other -> finding(
                        created,
                        ConnectorKeys.CLASS,
                        ConnectorTopics.isSource(created.desired())
                                ? "seems to be " + other.id() + " under a new name or in another Connect cluster:"
                                        + " the offsets of a source stay behind, and it starts from scratch"
                                : "seems to be " + other.id() + " under a new name: its consumer group is now "
                                        + group(created.desired())
                                        + ", and it starts from scratch there, by auto.offset.reset"));
    }

    /** The same plugin, with the same topics and the same source. */
    private static boolean isTheSame(ResourceDiff deleted, Resource created) {
        Resource there = deleted.live();
        String plugin = created.config(ConnectorKeys.CLASS);
        String before = there == null ? null : there.config(ConnectorKeys.CLASS);
        if (there == null || !deleted.id().isOf(ConnectorKind.NAME) || plugin == null || before == null) {
            return false;
        }
        boolean sameTopics = same(there, created, "topics") && same(there, created, "topic");
        boolean sameSource = created.config().keySet().stream()
                .filter(key -> ConnectorKeys.isOffsetIdentity(key, false) && !key.equals(ConnectorKeys.CLASS))
                .allMatch(key -> same(there, created, key));
        return ConnectorKeys.isSameClass(plugin, before) && sameTopics && sameSource;
    }

    private static boolean sameGroup(ResourceDiff deleted, Resource created) {
        Resource there = deleted.live();
        return there != null && group(there).equals(group(created));
    }

    private static boolean same(Resource left, Resource right, String key) {
        String text = left.config(key);
        return text == null ? right.config(key) == null : text.equals(right.config(key));
    }

    private static String group(Resource sink) {
        String own = sink.config(ConnectorKeys.GROUP);
        return own == null ? "connect-" + sink.id().name() : own;
    }

    private static Diagnostic finding(ResourceDiff difference, String key, String message) {
        return Diagnostic.warning("KG157", message)
                .withPlace(GuardContext.placeOf(difference, Resource.CONFIG + key))
                .withSubject(difference.id());
    }
}
