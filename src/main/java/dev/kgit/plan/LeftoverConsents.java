package dev.kgit.plan;

import dev.kgit.kind.Kind;
import dev.kgit.kind.Kinds;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.List;
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

    /** Consents that open no delete. */
    private static final Set<String> ABOUT_CHANGES =
            Set.of("partition-increase", "single-replica", "min-insync-replicas", "take-over");

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
                .anyMatch(resource -> !resource.lifecycle().allow().isEmpty());
    }

    /**
     * A warning for each such consent.
     *
     * @param environment gives some consents for good
     * @param before earlier files, the latest first: asked one after the other, until the change is found
     */
    public static List<Diagnostic> in(State desired, Environment environment, Kinds kinds, List<Before> before) {
        List<Diagnostic> warnings = new ArrayList<>();
        desired.resources()
                .values()
                .forEach(resource -> resource.lifecycle().allow().forEach((consent, reason) -> {
                    Kind kind = kinds.of(resource.id());
                    boolean stands = kind.standingConsents(environment).contains(consent);
                    if (!stands) {
                        old(resource, kind, consent, reason, before).ifPresent(warnings::add);
                    }
                }));
        return List.copyOf(warnings);
    }

    private static Optional<Diagnostic> old(
            Resource now, Kind kind, String consent, String reason, List<Before> before) {
        for (Before earlier : before) {
            Resource then = earlier.state().get(now.id());
            if (then == null || !reason.equals(then.lifecycle().allow().get(consent))) {
                return Optional.empty();
            }
            Set<String> changed = changed(then, now, kind, consent);
            if (!changed.isEmpty()) {
                return Optional.of(Diagnostic.warning(
                                "KG165",
                                now.id() + ": the consent " + consent + " stands in commit " + earlier.commit()
                                        + " already, without this change of " + String.join(", ", changed)
                                        + ": it opens nothing if an apply has used it")
                        .withHint("to consent to this change, give another reason, `allow: { " + consent
                                + ": why }`; where it needs no consent, take the old one out")
                        .withPlace(now.place())
                        .withSubject(now.id()));
            }
        }
        return Optional.empty();
    }

    /** What the consent may have to open. */
    private static Set<String> changed(Resource then, Resource now, Kind kind, String consent) {
        Set<String> changed = new TreeSet<>();
        if (now.lifecycle().absent() && !then.lifecycle().absent() && !ABOUT_CHANGES.contains(consent)) {
            changed.add(ABSENT);
        }
        if (!now.lifecycle().absent()) {
            Optional<Set<String>> about = kind.fieldsUnder(consent);
            Stream.concat(then.fields().keySet().stream(), now.fields().keySet().stream())
                    .filter(path -> about.map(paths -> paths.contains(path)).orElse(true))
                    .filter(path -> asks(kind, path, value(then, path), value(now, path)))
                    .forEach(changed::add);
        }
        return changed;
    }

    /** Whether the one value in place of the other may need consent; where one is not declared it may. */
    private static boolean asks(Kind kind, String path, @Nullable String then, @Nullable String now) {
        if (Objects.equals(then, now)) {
            return false;
        }
        return then == null || now == null || kind.mayNeedConsent(path, then, now);
    }

    private static @Nullable String value(Resource resource, String path) {
        FieldValue setting = resource.field(path);
        return setting == null ? null : setting.value();
    }
}
