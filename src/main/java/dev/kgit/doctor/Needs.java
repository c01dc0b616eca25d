package dev.kgit.doctor;

import dev.kgit.cluster.Access;
import dev.kgit.cluster.Access.OnTopic;
import dev.kgit.cluster.Access.Presence;
import dev.kgit.cluster.Right;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What an environment needs to be let do, held against what its principal may do.
 *
 * @param topics declared, or applied before
 * @param deleted those of them that an apply would delete
 * @param ledger the ledger's topic; empty where it is off
 * @param throttled whether moves of replicas are throttled
 * @param readOnly only what {@code plan} and {@code drift} need
 */
public record Needs(SortedSet<String> topics, Set<String> deleted, String ledger, boolean throttled, boolean readOnly) {

    private static final String ABOUT = "permissions";

    /** More names make no command clearer. */
    private static final int NAMES = 20;

    /** Rights that lack in the same way on several topics. */
    private record Lack(Set<Right> rights, Severity severity, String what) {}

    /** One sign for each thing that lacks, with the commands that would grant it; or one that says that nothing lacks. */
    public List<Sign> against(Access access, Grants grants) {
        List<Sign> signs = new ArrayList<>();
        cluster(access, grants, signs);
        SortedMap<Lack, List<String>> lacks = new TreeMap<>(Comparator.comparing(Lack::severity)
                .thenComparing(lack -> lack.what)
                .thenComparing(lack -> lack.rights.toString()));
        List<String> untold = new ArrayList<>();
        access.topics().forEach((name, on) -> {
            Set<Right> rights = on.rights();
            if (rights == null) {
                untold.add(name);
            } else {
                lack(name, on, rights, lacks);
            }
        });
        lacks.forEach((lack, names) -> signs.add(sign(lack, names, grants)));
        if (!untold.isEmpty()) {
            signs.add(unknown(untold.size() + " topics"));
        }
        groups(access, grants, signs);
        boolean nothing = signs.stream().allMatch(sign -> sign.health() == Sign.Health.NOTE);
        if (nothing) {
            signs.add(0, Sign.ok(ABOUT, granted(access)));
        }
        return signs;
    }

    private String granted(Access access) {
        String who = access.principal() == null ? "this principal" : access.principal();
        return who + " may do what " + (readOnly ? "plan and drift need" : "plan, drift and apply need") + " on "
                + access.topics().size() + " topics";
    }

    private void cluster(Access access, Grants grants, List<Sign> signs) {
        Set<Right> may = access.cluster();
        if (may == null) {
            signs.add(unknown("the cluster"));
            return;
        }
        if (!may.contains(Right.DESCRIBE)) {
            signs.add(lacking(
                    Severity.ERROR,
                    "DESCRIBE on the cluster: without it kgit sees neither moves of replicas nor sizes, and Kafka does not"
                            + " tell which other rights on the cluster there are",
                    grants.onCluster(Set.of(Right.DESCRIBE))));
            return;
        }
        if (!readOnly && !may.contains(Right.ALTER)) {
            signs.add(lacking(
                    Severity.WARNING,
                    "ALTER on the cluster: changing a replication factor moves replicas",
                    grants.onCluster(Set.of(Right.ALTER))));
        }
        if (!readOnly && throttled && !may.contains(Right.ALTER_CONFIGS)) {
            signs.add(lacking(
                    Severity.WARNING,
                    "ALTER_CONFIGS on the cluster: the throttle of moves is a setting of the brokers",
                    grants.onCluster(Set.of(Right.ALTER_CONFIGS))));
        }
    }

    private void lack(String name, OnTopic on, Set<Right> may, Map<Lack, List<String>> lacks) {
        boolean own = name.equals(ledger);
        Set<Right> rights = missing(may, reading(own, on));
        if (!rights.isEmpty()) {
            String what = own ? "the ledger can't be read" : "it can't be read";
            add(lacks, new Lack(rights, own && readOnly ? Severity.WARNING : Severity.ERROR, what), name);
        }
        Set<Right> writing = readOnly ? Set.of() : missing(may, writing(name, on, own));
        if (!writing.isEmpty()) {
            String what = own ? "apply can't take its lock nor write down what it did" : "apply can't change it";
            add(lacks, new Lack(writing, Severity.ERROR, what), name);
        }
    }

    private static void add(Map<Lack, List<String>> lacks, Lack lack, String name) {
        lacks.computeIfAbsent(lack, first -> new ArrayList<>()).add(name);
    }

    private static Set<Right> reading(boolean own, OnTopic on) {
        if (own) {
            // Whether a topic that is not there yet may be read can't be known.
            return on.presence() == Presence.ABSENT
                    ? EnumSet.of(Right.DESCRIBE)
                    : EnumSet.of(Right.DESCRIBE, Right.READ);
        }
        return EnumSet.of(Right.DESCRIBE, Right.DESCRIBE_CONFIGS);
    }

    private Set<Right> writing(String name, OnTopic on, boolean own) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        if (deleted.contains(name)) {
            if (on.presence() != Presence.ABSENT) {
                rights.add(Right.DELETE);
            }
            return rights;
        }
        if (on.presence() != Presence.THERE) {
            rights.add(Right.CREATE);
        }
        if (!own) {
            rights.add(Right.ALTER);
            rights.add(Right.ALTER_CONFIGS);
        } else if (on.presence() != Presence.ABSENT) {
            rights.add(Right.WRITE);
        }
        return rights;
    }

    private static Set<Right> missing(Set<Right> may, Set<Right> needed) {
        Set<Right> missing = EnumSet.noneOf(Right.class);
        missing.addAll(needed);
        missing.removeAll(may);
        return missing;
    }

    private static Sign sign(Lack lack, List<String> names, Grants grants) {
        List<String> commands = new ArrayList<>();
        for (int from = 0; from < names.size(); from += NAMES) {
            commands.add(grants.onTopics(lack.rights, names.subList(from, Math.min(names.size(), from + NAMES))));
        }
        String on = names.size() == 1
                ? "topic/" + names.get(0)
                : names.size() + " topics (topic/" + names.get(0) + ", ...)";
        String rights = String.join(", ", lack.rights.stream().map(Right::name).toList());
        return lacking(lack.severity, rights + " on " + on + ": " + lack.what, commands.toArray(String[]::new));
    }

    private void groups(Access access, Grants grants, List<Sign> signs) {
        if (!access.groups()) {
            signs.add(lacking(
                    Severity.WARNING,
                    "DESCRIBE on consumer groups: a plan that deletes can't say who still reads",
                    grants.onGroups(Set.of(Right.DESCRIBE))));
        }
    }

    private static Sign lacking(Severity severity, String what, String... commands) {
        Diagnostic diagnostic = new Diagnostic(
                "KG733",
                severity,
                "this principal lacks " + what,
                "grant it, as somebody who may (--command-config holds their login):",
                null,
                null);
        return Sign.trouble(ABOUT, diagnostic).curedBy(List.of(commands));
    }

    private static Sign unknown(String what) {
        return Sign.trouble(
                ABOUT, Diagnostic.info("KG734", "the brokers don't tell what this principal may do with " + what));
    }
}
