package dev.kgit.kinds.principal.files;

import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorNeeds;
import dev.kgit.kinds.principal.Grant;
import dev.kgit.kinds.principal.Grants;
import dev.kgit.kinds.principal.files.DeclaredAcls.Word;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.SectionInput;
import dev.kgit.model.ConnectCluster;
import dev.kgit.model.KafkaAddresses;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import dev.kgit.model.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The words that stand for ACLs of what else this environment declares: workers, tasks, and kgit itself. */
final class PlatformShortcuts {

    private static final String CONNECTORS = "connectors";
    private static final String APPLY = "apply";

    private final SectionInput in;
    private final State declared;
    private final SortedSet<ResourceId> topics;
    private final Suggestions suggestions = new Suggestions();

    PlatformShortcuts(SectionInput in) {
        this.in = in;
        this.declared = in.resources();
        this.topics = new TreeSet<>(declared.ofKind(TopicKind.NAME).keySet());
    }

    void read(MapNode principal, DeclaredAcls acls, List<String> hosts) {
        for (ScalarNode name : Shortcuts.names(principal.list("connectClusters"))) {
            ConnectCluster cluster = in.connectClusters().get(name.text());
            if (cluster == null) {
                unknown(name, "Connect cluster", in.connectClusters().keySet(), "connectClusters");
            } else {
                acls.allow(Word.of(name), Grants.connectCluster(cluster), hosts);
            }
        }
        for (ScalarNode name : Shortcuts.names(principal.list(CONNECTORS))) {
            Collection<String> known = in.declarations(CONNECTORS).keySet();
            if (!known.contains(name.text())) {
                unknown(name, "connector", known, CONNECTORS);
            } else {
                acls.allow(Word.of(name), connector(name.text()), hosts);
            }
        }
        ScalarNode kgit = principal.scalar("kgit");
        if (kgit != null && !kgit.isUnknown()) {
            String ledger = in.environment().ledger().topic();
            acls.allow(
                    Word.of(kgit),
                    kgit.text().equals(APPLY)
                            ? Grants.apply(topicPatterns(), ledger)
                            : Grants.plan(topicPatterns(), ledger),
                    hosts);
        }
    }

    private List<Grant> connector(String name) {
        List<Grant> grants = new ArrayList<>();
        for (Resource connector : declared.ofKind(ConnectorKind.NAME).values()) {
            if (connector.id().name().equals(name) && !connector.lifecycle().absent()) {
                ConnectCluster cluster = in.connectClusters().get(connector.id().scope());
                KafkaAddresses addresses = KafkaAddresses.of(in.environment(), cluster);
                grants.addAll(Grants.connector(ConnectorNeeds.of(connector, topics, addresses), cluster));
            }
        }
        return grants;
    }

    /** What the repository may declare at all, so that a topic can be added by who has this; else what it declares. */
    private Collection<String> topicPatterns() {
        List<String> scope = in.environment().scope().globsFor(TopicKind.id(""));
        SortedSet<String> patterns = new TreeSet<>();
        if (scope.isEmpty()) {
            topics.forEach(topic -> patterns.add(topic.name()));
        } else {
            scope.forEach(glob -> patterns.add(pattern(glob)));
        }
        return patterns;
    }

    /** ACLs know beginnings of names, and nothing else of what a glob can say. */
    private static String pattern(String glob) {
        int special = 0;
        while (special < glob.length() && glob.charAt(special) != '*' && glob.charAt(special) != '?') {
            special++;
        }
        return special == glob.length() ? glob : glob.substring(0, special) + "*";
    }

    private void unknown(ScalarNode name, String what, Collection<String> known, String section) {
        if (in.isWhole()) {
            in.problems()
                    .error(
                            "KG175",
                            name.place(),
                            "there is no declared " + what + " `" + name.shown() + "`",
                            suggestions.hint(
                                    name.text(), known, "declare it under `" + section + ":`, or take the word away"));
        }
    }
}
