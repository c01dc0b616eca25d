package dev.kgit.kinds.principal.files;

import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.manifest.ListEdit;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.Node;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Has a declared principal say what is live: its shortcuts stay as long as all that they stand for is there, and plain ACLs say
 * the rest.
 */
final class AclEdits {

    /** What is said in other words than plain ACLs. */
    private static final List<String> SHORTCUTS =
            List.of("produce", "consume", "transactionalIds", "streams", "connectClusters", "connectors", "kgit");

    private AclEdits() {}

    static List<ListEdit> of(Resource declared, Resource live, MapNode declaration) {
        Set<String> broken = new TreeSet<>();
        Set<String> kept = new HashSet<>();
        for (String shortcut : SHORTCUTS) {
            Set<String> paths = saidBy(shortcut, declared, declaration);
            if (live.fields().keySet().containsAll(paths)) {
                kept.addAll(paths);
            } else {
                broken.add(shortcut);
            }
        }
        List<ListEdit> edits = new ArrayList<>();
        edits.add(edit(broken, live, kept));
        // What two shortcuts say counts as said by the first, so that the second may have to go with it.
        Set<String> all = new TreeSet<>(SHORTCUTS);
        all.add(AclEntries.HOSTS);
        edits.add(edit(all, live, Set.of()));
        return edits;
    }

    private static ListEdit edit(Set<String> dropped, Resource live, Set<String> kept) {
        List<Acl> plain = PrincipalKind.acls(live).stream()
                .filter(acl -> !kept.contains(acl.path()))
                .toList();
        return new ListEdit(dropped, AclEntries.ACLS, PrincipalYaml.entries(plain));
    }

    /** The paths of the ACLs that a key asks for. */
    private static Set<String> saidBy(String key, Resource declared, MapNode declaration) {
        Set<Place> places = new HashSet<>();
        Node node = declaration.get(key);
        if (node != null) {
            add(node, places);
        }
        Set<String> paths = new TreeSet<>();
        declared.fields().forEach((path, value) -> {
            if (isAt(value, places)) {
                paths.add(path);
            }
        });
        return paths;
    }

    private static boolean isAt(FieldValue value, Set<Place> places) {
        return value.place() != null && places.contains(value.place());
    }

    private static void add(Node node, Set<Place> places) {
        places.add(node.place());
        MapNode map = node.asMap();
        if (map != null) {
            map.entries().values().forEach(entry -> {
                places.add(entry.keyPlace());
                add(entry.value(), places);
            });
        }
        var list = node.asList();
        if (list != null) {
            list.items().forEach(item -> add(item, places));
        }
    }
}
