package dev.kgit.doctor;

import dev.kgit.cluster.Permission;
import dev.kgit.cluster.TopicWriteAccess;
import dev.kgit.cluster.TopicWriteAccess.Rule;
import dev.kgit.model.Diagnostic;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may put words into kgit's mouth: whoever may write the ledger's topic, or change or delete it. */
public final class LedgerAccessCheck {

    private static final String ABOUT = "ledger";
    private static final String ALL = "*";
    private static final String EVERYBODY = "User:*";

    private static final Set<Permission> SPOILING =
            EnumSet.of(Permission.WRITE, Permission.ALTER, Permission.ALTER_CONFIGS, Permission.DELETE);

    /** More names make nothing clearer. */
    private static final int NAMES = 20;

    private static final String WHO_SHOULD =
            "whoever may can hold the lock and spoil records: let those write it that apply with kgit, and nobody else"
                    + " (docs/permissions.md)";

    private LedgerAccessCheck() {}

    /**
     * @param topic the ledger's
     * @param own the principal that kgit runs as; null where only the brokers know
     */
    public static CheckResult of(TopicWriteAccess writers, String topic, @Nullable String own, AclCommands grants) {
        if (writers instanceof TopicWriteAccess.Everybody) {
            return CheckResult.trouble(
                    ABOUT,
                    Diagnostic.info(
                                    "KG736",
                                    "the brokers have no authorizer: everybody who reaches them may write " + topic)
                            .withHint(WHO_SHOULD));
        }
        if (writers instanceof TopicWriteAccess.Untold untold) {
            CheckResult sign = CheckResult.trouble(ABOUT, unknown(topic, untold));
            return untold.lacking() ? sign.curedBy(List.of(grants.onCluster(Set.of(Permission.DESCRIBE)))) : sign;
        }
        return of(((TopicWriteAccess.ByRules) writers).rules(), topic, own);
    }

    private static Diagnostic unknown(String topic, TopicWriteAccess.Untold untold) {
        Diagnostic unknown = Diagnostic.info(
                "KG737",
                "it is not known who else may write " + topic + ": " + untold.why()
                        + (untold.lacking() ? "; it lacks DESCRIBE on the cluster" : ""));
        return untold.lacking()
                ? unknown.withHint("grant it, as somebody who may (--command-config holds their login):")
                : unknown;
    }

    private static CheckResult of(List<Rule> rules, String topic, @Nullable String own) {
        if (rules.isEmpty()) {
            return CheckResult.trouble(
                    ABOUT,
                    Diagnostic.info(
                                    "KG737",
                                    "no access rule is about " + topic + ": super users may write it, and everybody"
                                            + " where the brokers set allow.everyone.if.no.acl.found")
                            .withHint("that setting can't be read; a rule for the principals that apply settles it"));
        }
        SortedMap<String, SortedMap<String, Set<Permission>>> others = others(rules, own);
        if (others.isEmpty()) {
            return CheckResult.ok(ABOUT, "no access rule lets anybody else write " + topic);
        }
        String names = others.entrySet().stream()
                .limit(NAMES)
                .map(entry -> told(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        String more = others.size() > NAMES ? " and " + (others.size() - NAMES) + " more" : "";
        String beside = own == null ? "these may" : "others than " + own + " may";
        String whose = own == null ? "; it is not known which of them is kgit's own principal" : "";
        return CheckResult.trouble(
                ABOUT,
                Diagnostic.warning("KG736", beside + " write, change or delete " + topic + ": " + names + more + whose)
                        .withHint(WHO_SHOULD));
    }

    /** By principal, and by what the rules are set on, what is let that no other rule denies. */
    private static SortedMap<String, SortedMap<String, Set<Permission>>> others(
            List<Rule> rules, @Nullable String own) {
        SortedMap<String, SortedMap<String, Set<Permission>>> others = new TreeMap<>();
        for (Rule rule : rules) {
            Set<Permission> left = left(rule, rules);
            if (rule.allows() && !rule.principal().equals(own) && !left.isEmpty()) {
                String place = rule.on() + (rule.host().equals(ALL) ? "" : " from " + rule.host());
                others.computeIfAbsent(rule.principal(), first -> new TreeMap<>())
                        .computeIfAbsent(place, first -> EnumSet.noneOf(Permission.class))
                        .addAll(left);
            }
        }
        return others;
    }

    private static Set<Permission> left(Rule rule, List<Rule> rules) {
        Set<Permission> left = EnumSet.copyOf(SPOILING);
        left.retainAll(rule.rights());
        rules.stream()
                .filter(other -> !other.allows()
                        && (other.principal().equals(EVERYBODY)
                                || other.principal().equals(rule.principal()))
                        && (other.host().equals(ALL) || other.host().equals(rule.host())))
                .forEach(denying -> left.removeAll(denying.rights()));
        return left;
    }

    /** {@code User:app (WRITE on _k*; DELETE on *)}. */
    private static String told(String principal, SortedMap<String, Set<Permission>> places) {
        return principal
                + places.entrySet().stream()
                        .map(place ->
                                place.getValue().stream().map(Permission::name).collect(Collectors.joining(", "))
                                        + " on " + place.getKey())
                        .collect(Collectors.joining("; ", " (", ")"));
    }
}
