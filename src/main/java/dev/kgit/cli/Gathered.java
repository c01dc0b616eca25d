package dev.kgit.cli;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.Live;
import dev.kgit.diff.Baseline;
import dev.kgit.model.Desired;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.plan.Situation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All that was read for one run: files, cluster, ledger, Git. */
record Gathered(Desired desired, Live live, Ledger.Book book, Revision revision, Baseline baseline) {

    Situation situation(Situation.Options options, List<Diagnostic> remarks) {
        return new Situation(desired, live, baseline, owners(), revision, options, remarks);
    }

    /** The same with another reading of the cluster. */
    Gathered with(Live newLive) {
        return new Gathered(desired, newLive, book, revision, baseline);
    }

    /** The same, where nothing counts that workers of another Kafka cluster say. */
    Gathered withoutStrangers() {
        Set<ResourceId> asked = new TreeSet<>(desired.state().ids());
        asked.addAll(baseline.managed().keySet());
        return with(live.withoutStrangers(asked));
    }

    /** What other projects manage on this cluster. */
    Map<ResourceId, String> owners() {
        return owners(book);
    }

    static Map<ResourceId, String> owners(Ledger.Book book) {
        Map<ResourceId, String> owners = new HashMap<>();
        for (Ledger.Entry entry : book.others()) {
            entry.managed().keySet().forEach(id -> owners.put(id, entry.project() + "/" + entry.environment()));
        }
        return owners;
    }
}
