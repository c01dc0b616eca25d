package dev.kgit.kinds.principal.files;

import dev.kgit.kinds.principal.Grant;
import dev.kgit.kinds.principal.Grants;
import dev.kgit.kinds.principal.files.DeclaredAcls.Word;
import dev.kgit.manifest.ListNode;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.Node;
import dev.kgit.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The words that stand for ACLs of producers, consumers and Streams applications. */
final class Shortcuts {

    private final DeclaredAcls acls;
    private final List<String> hosts;

    /** @param hosts of all that these words ask for */
    Shortcuts(DeclaredAcls acls, List<String> hosts) {
        this.acls = acls;
        this.hosts = hosts;
    }

    void read(MapNode principal) {
        each(principal.list("produce"), Grants::produce);
        consume(principal.map("consume"));
        each(principal.list("transactionalIds"), Grants::transactionalId);
        streams(principal.map("streams"));
    }

    private void each(@Nullable ListNode list, Function<String, List<Grant>> shortcut) {
        names(list).forEach(name -> acls.allow(Word.of(name), shortcut.apply(name.text()), hosts));
    }

    /** The topic is asked for by its key, the group by its own word. A {@code null} takes away what a lower layer says. */
    private void consume(@Nullable MapNode consumed) {
        if (consumed == null) {
            return;
        }
        consumed.entries().forEach((topic, entry) -> {
            ScalarNode single = entry.value().asScalar();
            if (single != null && single.isNull()) {
                return;
            }
            acls.allow(new Word(entry.keyPlace(), false), Grants.consume(topic), hosts);
            if (single != null && !single.isUnknown()) {
                acls.allow(Word.of(single), Grants.group(single.text()), hosts);
            }
            each(entry.value().asList(), Grants::group);
        });
    }

    private void streams(@Nullable MapNode applications) {
        if (applications == null) {
            return;
        }
        applications.entries().forEach((id, entry) -> {
            MapNode application = entry.value().asMap();
            if (application != null) {
                acls.allow(new Word(entry.keyPlace(), false), Grants.streams(id), hosts);
                each(application.list("reads"), Grants::consume);
                each(application.list("writes"), Grants::produce);
            }
        });
    }

    /** The names that a list holds, as far as they are known. */
    static List<ScalarNode> names(@Nullable ListNode list) {
        List<ScalarNode> names = new ArrayList<>();
        for (Node item : list == null ? List.<Node>of() : list.items()) {
            ScalarNode name = item.asScalar();
            if (name != null
                    && !name.isNull()
                    && !name.isUnknown()
                    && !name.text().isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }
}
