package dev.kgit.doctor;

import dev.kgit.cluster.Permission;
import dev.kgit.cluster.Permissions;
import dev.kgit.cluster.Permissions.OnTopic;
import dev.kgit.cluster.Permissions.Presence;
import dev.kgit.kind.ClusterNeed;
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
 * @param onCluster what kinds of resources need on the cluster that are declared
 */
public record PermissionCheck(
        SortedSet<String> topics,
        Set<String> deleted,
        String ledger,
        boolean throttled,
        boolean readOnly,
        List<ClusterNeed> onCluster) {

    private static final String ABOUT = "permissions";

    /** More names make no command clearer. */
    private static final int NAMES = 20;

    /** Rights that lack in the same way on several topics. */
    private record Lack(Set<Permission> rights, Severity severity, String what) {}

    /** One result for each thing that lacks, with the commands that would grant it; or one that says that nothing lacks. */
    public List<CheckResult> against(Permissions access, AclCommands grants) {
        List<CheckResult> results = new ArrayList<>();
        cluster(access, grants, results);
        SortedMap<Lack, List<String>> lacks = new TreeMap<>(Comparator.comparing(Lack::severity)
                .thenComparing(lack -> lack.what)
                .thenComparing(lack -> lack.rights.toString()));
        List<String> untold = new ArrayList<>();
        access.topics().forEach((name, on) -> {
            Set<Permission> rights = on.rights();
            if (rights == null) {
                untold.add(name);
            } else {
                lack(name, on, rights, lacks);
            }
        });
        lacks.forEach((lack, names) -> results.add(result(lack, names, grants)));
        if (!untold.isEmpty()) {
            results.add(unknown(untold.size() + " topics"));
        }
        groups(access, grants, results);
        boolean nothing = results.stream().allMatch(result -> result.health() == CheckResult.Health.NOTE);
        if (nothing) {
            results.add(0, CheckResult.ok(ABOUT, granted(access)));
        }
        return results;
    }

    private String granted(Permissions access) {
        String who = access.principal() == null ? "this principal" : access.principal();
        return who + " may do what " + (readOnly ? "plan and drift need" : "plan, drift and apply need") + " on "
                + access.topics().size() + " topics";
    }

    private void cluster(Permissions access, AclCommands grants, List<CheckResult> results) {
        Set<Permission> may = access.cluster();
        if (may == null) {
            results.add(unknown("the cluster"));
            return;
        }
        if (!may.contains(Permission.DESCRIBE)) {
            results.add(lacking(
                    Severity.ERROR,
                    "DESCRIBE on the cluster: without it kgit sees neither moves of replicas nor sizes, and Kafka does not"
                            + " tell which other rights on the cluster there are",
                    grants.onCluster(Set.of(Permission.DESCRIBE))));
            return;
        }
        List<ClusterNeed> lacking = onCluster.stream()
                .filter(need -> !may.contains(need.permission()) && !(readOnly && need.toChange()))
                .toList();
        lacking.forEach(need -> results.add(lacking(
                need.severity(),
                need.permission() + " on the cluster: without it " + need.without(),
                grants.onCluster(Set.of(need.permission())))));
        boolean told = lacking.stream().anyMatch(need -> need.permission() == Permission.ALTER);
        if (!readOnly && !told && !may.contains(Permission.ALTER)) {
            results.add(lacking(
                    Severity.WARNING,
                    "ALTER on the cluster: changing a replication factor moves replicas",
                    grants.onCluster(Set.of(Permission.ALTER))));
        }
        if (!readOnly && throttled && !may.contains(Permission.ALTER_CONFIGS)) {
            results.add(lacking(
                    Severity.WARNING,
                    "ALTER_CONFIGS on the cluster: the throttle of moves is a setting of the brokers",
                    grants.onCluster(Set.of(Permission.ALTER_CONFIGS))));
        }
    }

    private void lack(String name, OnTopic on, Set<Permission> may, Map<Lack, List<String>> lacks) {
        boolean own = name.equals(ledger);
        Set<Permission> rights = missing(may, reading(own, on));
        if (!rights.isEmpty()) {
            String what = own ? "the ledger can't be read" : "it can't be read";
            add(lacks, new Lack(rights, own && readOnly ? Severity.WARNING : Severity.ERROR, what), name);
        }
        Set<Permission> writing = readOnly ? Set.of() : missing(may, writing(name, on, own));
        if (!writing.isEmpty()) {
            String what = own ? "apply can't take its lock nor write down what it did" : "apply can't change it";
            add(lacks, new Lack(writing, Severity.ERROR, what), name);
        }
    }

    private static void add(Map<Lack, List<String>> lacks, Lack lack, String name) {
        lacks.computeIfAbsent(lack, first -> new ArrayList<>()).add(name);
    }

    private static Set<Permission> reading(boolean own, OnTopic on) {
        if (own) {
            // Whether a topic that is not there yet may be read can't be known.
            return on.presence() == Presence.ABSENT
                    ? EnumSet.of(Permission.DESCRIBE)
                    : EnumSet.of(Permission.DESCRIBE, Permission.READ);
        }
        return EnumSet.of(Permission.DESCRIBE, Permission.DESCRIBE_CONFIGS);
    }

    private Set<Permission> writing(String name, OnTopic on, boolean own) {
        Set<Permission> rights = EnumSet.noneOf(Permission.class);
        if (deleted.contains(name)) {
            if (on.presence() != Presence.ABSENT) {
                rights.add(Permission.DELETE);
            }
            return rights;
        }
        if (on.presence() != Presence.THERE) {
            rights.add(Permission.CREATE);
        }
        if (!own) {
            rights.add(Permission.ALTER);
            rights.add(Permission.ALTER_CONFIGS);
        } else if (on.presence() != Presence.ABSENT) {
            rights.add(Permission.WRITE);
        }
        return rights;
    }

    private static Set<Permission> missing(Set<Permission> may, Set<Permission> needed) {
        Set<Permission> missing = EnumSet.noneOf(Permission.class);
        missing.addAll(needed);
        missing.removeAll(may);
        return missing;
    }

    private static CheckResult result(Lack lack, List<String> names, AclCommands grants) {
        List<String> commands = new ArrayList<>();
        for (int from = 0; from < names.size(); from += NAMES) {
            commands.add(grants.onTopics(lack.rights, names.subList(from, Math.min(names.size(), from + NAMES))));
        }
        String on = names.size() == 1
                ? "topic/" + names.get(0)
                : names.size() + " topics (topic/" + names.get(0) + ", ...)";
        String rights =
                String.join(", ", lack.rights.stream().map(Permission::name).toList());
        return lacking(lack.severity, rights + " on " + on + ": " + lack.what, commands.toArray(String[]::new));
    }

    private void groups(Permissions access, AclCommands grants, List<CheckResult> results) {
        if (!access.groups()) {
            results.add(lacking(
                    Severity.WARNING,
                    "DESCRIBE on consumer groups: a plan that deletes can't say who still reads",
                    grants.onGroups(Set.of(Permission.DESCRIBE))));
        }
    }

    private static CheckResult lacking(Severity severity, String what, String... commands) {
        Diagnostic diagnostic = new Diagnostic(
                "KG733",
                severity,
                "this principal lacks " + what,
                "grant it, as somebody who may (--command-config holds their login):",
                null,
                null);
        return CheckResult.problem(ABOUT, diagnostic).withCommands(List.of(commands));
    }

    private static CheckResult unknown(String what) {
        return CheckResult.problem(
                ABOUT, Diagnostic.info("KG734", "the brokers don't tell what this principal may do with " + what));
    }
}
