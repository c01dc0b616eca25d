package dev.kgit.workflow;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.AppliedState;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.Diff;
import dev.kgit.diff.Differ;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.FieldRules;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.InternalResources;
import dev.kgit.kind.Kinds;
import dev.kgit.manifest.AdoptionEdits;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Glob;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.LiveView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What of a live platform the files can take over.
 *
 * @param takings declared resources that are live otherwise
 * @param undeclared live resources that were named one by one and that nobody declares
 * @param refused what was asked for and can't be adopted, and why
 * @param unreadable what was asked for and could not be read
 */
record AdoptCandidates(
        List<AdoptionEdits.Taking> takings,
        List<Resource> undeclared,
        List<Diagnostic> refused,
        List<LiveState.ReadFailure> unreadable) {

    static final AdoptCandidates NONE = new AdoptCandidates(List.of(), List.of(), List.of(), List.of());

    /** What is declared and there live, and differs. */
    static AdoptCandidates changed(Predicate<ResourceId> wanted, Kinds kinds, DesiredState declared, LiveState live) {
        List<Diagnostic> refused = new ArrayList<>();
        List<AdoptionEdits.Taking> takings = new ArrayList<>();
        Function<ResourceId, FieldRules> rules = kinds.fieldRules(live);
        for (ResourceDiff difference : differences(kinds, declared, live).differences()) {
            if (difference.changeType() == ChangeType.UPDATE && wanted.test(difference.id())) {
                taking(difference, rules.apply(difference.id()), takings, refused);
            }
        }
        return new AdoptCandidates(takings, List.of(), refused, List.of());
    }

    /** Those refused for what stands in some files. */
    List<Diagnostic> refused(Set<String> files) {
        return refused.stream()
                .filter(each ->
                        each.place() != null && files.contains(each.place().file()))
                .toList();
    }

    /** Ids on the command line that hold no glob: they may name what is not declared yet. */
    static Set<ResourceId> exact(List<String> ids, Kinds kinds) {
        return ids.stream()
                .filter(id -> !Glob.isGlob(id))
                .flatMap(id -> kinds.parse(id).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static AdoptCandidates of(List<String> ids, Kinds kinds, DesiredState declared, LiveState live) {
        Predicate<ResourceId> wanted = Glob.filter(ids);
        if (live.platform().clusterId() == null) {
            live.requireReadable(wanted);
        }
        List<LiveState.ReadFailure> unreadable = live.readFailures(wanted);
        Set<ResourceId> unread =
                unreadable.stream().map(LiveState.ReadFailure::id).collect(Collectors.toSet());
        List<Diagnostic> refused = new ArrayList<>();
        List<AdoptionEdits.Taking> takings = new ArrayList<>();
        Function<ResourceId, FieldRules> rules = kinds.fieldRules(live);
        for (ResourceDiff difference : differences(kinds, declared, live).differences()) {
            if (wanted.test(difference.id())) {
                taking(difference, rules.apply(difference.id()), takings, refused);
            }
        }
        List<Resource> undeclared = new ArrayList<>();
        InternalResources internal = kinds.internalResources(declared);
        Set<ResourceId> former = declared.state().formerIds(id -> true);
        for (ResourceId id : exact(ids, kinds)) {
            Resource there = live.state().get(id);
            if (unread.contains(id)) {
                continue;
            }
            if (declared.state().get(id) == null && there == null) {
                refused.add(unknown(id.toString(), there(declared, live), kinds));
            } else if (declared.state().get(id) == null && internal.contains(id)) {
                refused.add(Diagnostic.error("KG716", id + " " + internal.why(id) + ", and is not adopted")
                        .withHint(
                                "leave it out; topics of a Connect cluster are declared with it, under `connectClusters:`")
                        .withSubject(id));
            } else if (former.contains(id)) {
                refused.add(Diagnostic.error("KG712", id + " is declared under another name (`formerly:`)")
                        .withHint("move it with `kgit apply` and adopt it under that name then; or take `formerly` away"
                                + " first")
                        .withSubject(id));
            } else if (declared.state().get(id) == null) {
                undeclared.add(Objects.requireNonNull(there));
            }
        }
        ids.stream()
                .filter(id -> Glob.isGlob(id) || kinds.parse(id).isEmpty())
                .filter(glob -> declared.state().ids().stream().noneMatch(Glob.filter(List.of(glob))))
                .forEach(glob -> refused.add(unknown(glob, there(declared, live), kinds)));
        return new AdoptCandidates(takings, undeclared, refused, unreadable);
    }

    private static Diff differences(Kinds kinds, DesiredState declared, LiveState live) {
        return Differ.diff(
                declared.state(),
                AppliedState.unknown("what was applied is not asked"),
                LiveView.in(live, kinds, InternalResources.NONE),
                id -> false);
    }

    private static void taking(
            ResourceDiff difference, FieldRules rules, List<AdoptionEdits.Taking> takings, List<Diagnostic> refused) {
        ResourceId id = difference.id();
        Resource there = difference.live();
        if (difference.changeType() == ChangeType.CREATE || there == null) {
            refused.add(Diagnostic.error("KG712", id + " is not there live: there is nothing to adopt")
                    .withHint("write `state: absent` where it is declared, or create it with `kgit apply`")
                    .withPlace(difference.desired().place())
                    .withSubject(id));
            return;
        }
        if (difference.changeType() == ChangeType.DELETE) {
            refused.add(Diagnostic.error("KG712", id + " is declared absent and is there live")
                    .withHint("take its declaration away and adopt it then, or delete it with `kgit apply`")
                    .withPlace(difference.desired().place())
                    .withSubject(id));
            return;
        }
        TreeSet<String> paths = new TreeSet<>();
        for (FieldDiff field : difference.fields()) {
            if (field.sensitive()) {
                refused.add(secret(difference, field));
            } else if (!isDeclarable(rules, field)) {
                refused.add(Diagnostic.error("KG713", id + " has failed, which is nothing to declare")
                        .withHint("mend what makes it fail; `kgit apply` restarts it")
                        .withPlace(difference.desired().place())
                        .withSubject(id));
            } else {
                paths.add(field.path());
            }
        }
        if (!paths.isEmpty()) {
            takings.add(new AdoptionEdits.Taking(there, paths));
        }
    }

    private static boolean isDeclarable(FieldRules rules, FieldDiff field) {
        FieldValue before = field.before();
        return before == null || rules.isDeclarable(field.path(), before);
    }

    private static Diagnostic secret(ResourceDiff difference, FieldDiff field) {
        FieldValue after = field.after();
        return Diagnostic.error("KG713", "`" + field.path() + "` of `" + difference.id() + "` is not written: a secret")
                .withHint(
                        after == null
                                ? "declare it by hand, as ${{ var.NAME }} of a variable that is ${{ secret.NAME }}"
                                : "set the secret that it comes from to the live value, or apply the declared one")
                .withPlace(
                        after == null || after.place() == null
                                ? difference.desired().place()
                                : after.place())
                .withSubject(difference.id());
    }

    private static Diagnostic unknown(String id, Set<ResourceId> known, Kinds kinds) {
        return UnknownTarget.of(id, id, known, kinds.idForms() + "; * and ? stand for declared ones only");
    }

    /** What could have been meant. */
    private static Set<ResourceId> there(DesiredState declared, LiveState live) {
        Set<ResourceId> ids = new TreeSet<>(declared.state().ids());
        ids.addAll(live.state().ids());
        return ids;
    }
}
