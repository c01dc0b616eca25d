package dev.kgit.plan;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Consents that stood in the files already before the change that they are to open: a consent is for one change, so they
 * open nothing once an apply has used them. Whether one has, the ledger knows; this is what the files of two commits tell.
 */
public final class LeftoverConsents {

    private static final String ABSENT = "state: absent";

    /** What each consent can open. One that is not here can open any change, one with nothing is about no change. */
    private static final Map<String, Set<String>> ABOUT = Map.of(
            "partition-increase",
            Set.of(Resource.PARTITIONS),
            "data-loss",
            Set.of(
                    ABSENT,
                    Resource.CONFIG + RetentionGuard.RETENTION_MS,
                    Resource.CONFIG + RetentionGuard.RETENTION_BYTES,
                    Resource.CONFIG + RetentionGuard.CLEANUP_POLICY,
                    Resource.CONFIG + RetentionGuard.REMOTE_STORAGE),
            "min-insync-replicas",
            Set.of(Resource.REPLICATION_FACTOR, Resource.CONFIG + "min.insync.replicas"),
            "take-over",
            Set.of());

    private LeftoverConsents() {}

    /**
     * What some earlier files said.
     *
     * @param commit as it is told
     */
    public record Before(String commit, State state) {}

    /** Whether there is anything to look for. */
    public static boolean any(State desired) {
        return desired.resources().values().stream()
                .anyMatch(resource -> !resource.terms().allow().isEmpty());
    }

    /**
     * A warning for each such consent.
     *
     * @param standing consents that the environment gives topics for good
     * @param before earlier files, the latest first: asked one after the other, until the change is found
     */
    public static List<Diagnostic> in(State desired, Set<String> standing, List<Before> before) {
        List<Diagnostic> warnings = new ArrayList<>();
        desired.resources()
                .values()
                .forEach(resource -> resource.terms().allow().forEach((consent, reason) -> {
                    boolean stands = resource.id().asTopic().isPresent() && standing.contains(consent);
                    if (!stands) {
                        old(resource, consent, reason, before).ifPresent(warnings::add);
                    }
                }));
        return List.copyOf(warnings);
    }

    private static Optional<Diagnostic> old(Resource now, String consent, String reason, List<Before> before) {
        for (Before earlier : before) {
            Resource then = earlier.state().get(now.id());
            if (then == null || !reason.equals(then.terms().allow().get(consent))) {
                return Optional.empty();
            }
            Set<String> changed = changed(then, now, consent);
            if (!changed.isEmpty()) {
                return Optional.of(Diagnostic.warning(
                                "KG165",
                                now.id() + ": the consent " + consent + " stands in commit " + earlier.commit()
                                        + " already, without this change of " + String.join(", ", changed)
                                        + ": it opens nothing if an apply has used it")
                        .withHint("to consent to this change, give another reason, `allow: { " + consent
                                + ": why }`; where it needs no consent, take the old one out")
                        .at(now.place())
                        .about(now.id()));
            }
        }
        return Optional.empty();
    }

    /** What the consent may have to open. */
    private static Set<String> changed(Resource then, Resource now, String consent) {
        Set<String> changed = new TreeSet<>();
        Set<String> about = ABOUT.get(consent);
        if (now.terms().absent() && !then.terms().absent() && (about == null || about.contains(ABSENT))) {
            changed.add(ABSENT);
        }
        if (!now.terms().absent()) {
            Stream.concat(then.fields().keySet().stream(), now.fields().keySet().stream())
                    .filter(path -> about == null || about.contains(path))
                    .filter(path -> asks(path, value(then, path), value(now, path)))
                    .forEach(changed::add);
        }
        return changed;
    }

    /** Whether the one value in place of the other may need consent; where one is not declared it may. */
    private static boolean asks(String path, @Nullable String then, @Nullable String now) {
        if (Objects.equals(then, now)) {
            return false;
        }
        if (then == null || now == null) {
            return true;
        }
        return switch (path) {
            case Resource.PARTITIONS -> RetentionGuard.number(now, Long.MAX_VALUE) > RetentionGuard.number(then, 0);
            case Resource.CONFIG + RetentionGuard.RETENTION_MS, Resource.CONFIG + RetentionGuard.RETENTION_BYTES ->
                RetentionGuard.number(now, Long.MAX_VALUE) < RetentionGuard.number(then, Long.MAX_VALUE);
            default -> true;
        };
    }

    private static @Nullable String value(Resource resource, String path) {
        FieldValue setting = resource.field(path);
        return setting == null ? null : setting.value();
    }
}
