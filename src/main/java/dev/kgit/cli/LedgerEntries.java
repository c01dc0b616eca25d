package dev.kgit.cli;

import dev.kgit.apply.Applied;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.Live;
import dev.kgit.cluster.TopicFacts;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.plan.Plan;
import dev.kgit.plan.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is written down about an apply: names and topic ids, never values. */
final class LedgerEntries {

    private final Kgit kgit;
    private final Gathered gathered;
    private final Situation situation;

    /** @param situation which the plan was made in */
    LedgerEntries(Kgit kgit, Gathered gathered, Situation situation) {
        this.kgit = kgit;
        this.gathered = gathered;
        this.situation = situation;
    }

    /** Whether the ledger does not say yet what is true, although nothing has to be changed on the cluster. */
    boolean outdated() {
        if (!gathered.desired().environment().ledger().isOn() || !kgit.targets.isEmpty()) {
            return false;
        }
        Optional<Ledger.Entry> mine = gathered.book().mine();
        Revision revision = gathered.revision();
        return mine.isEmpty()
                || !mine.get().complete()
                || !java.util.Objects.equals(mine.get().commit(), revision.commit())
                || mine.get().dirty() != revision.dirty()
                || !mine.get().managed().equals(managed(gathered.live()));
    }

    /**
     * @param whole whether all resources were looked at, not only targets: only then the commit counts as applied
     */
    void record(Lease lease, Plan plan, Applied applied, Live after, boolean complete, boolean whole) {
        SortedMap<ResourceId, String> changes = new TreeMap<>();
        applied.done()
                .forEach(change -> changes.put(change.id(), change.action().word()));
        Optional<Ledger.Entry> before = gathered.book().mine();
        Revision revision = plan.revision();
        Instant now = kgit.console.clock().instant();
        String by = Identity.user(kgit.console);
        String host = Identity.host(kgit.console);
        List<Ledger.Run> runs = new ArrayList<>();
        runs.add(new Ledger.Run(
                now, by, host, revision.commit(), revision.branch(), revision.dirty(), complete, changes));
        before.ifPresent(entry -> runs.addAll(entry.runs()));
        boolean counts = complete && whole;
        @Nullable
        String commit =
                counts ? revision.commit() : before.map(Ledger.Entry::commit).orElse(null);
        @Nullable
        String branch =
                counts ? revision.branch() : before.map(Ledger.Entry::branch).orElse(null);
        boolean dirty =
                counts ? revision.dirty() : before.map(Ledger.Entry::dirty).orElse(false);
        boolean finished =
                counts || (complete && before.map(Ledger.Entry::complete).orElse(false));
        lease.record(new Ledger.Entry(
                plan.project(),
                plan.environment(),
                commit,
                branch,
                dirty,
                now,
                by,
                host,
                finished,
                managed(after),
                runs));
    }

    /**
     * What is declared and there, and what was managed before and is still there or still declared: orphans stay known until
     * they are gone, by the topic id that was applied. That of a topic which somebody has created anew would make it this
     * project's to prune. What others manage is theirs, also where it is declared just the same here.
     */
    private SortedMap<ResourceId, String> managed(Live live) {
        SortedMap<ResourceId, String> managed = new TreeMap<>();
        for (Resource resource : gathered.desired().state().resources().values()) {
            if (!resource.terms().absent()
                    && live.state().get(resource.id()) != null
                    && situation.mayManage(resource.id())) {
                managed.put(resource.id(), topicId(live, resource.id()));
            }
        }
        gathered.baseline().managed().forEach((id, topicId) -> {
            boolean there = live.state().get(id) != null
                    || live.others().contains(id)
                    || live.gaps().stream().anyMatch(gap -> gap.id().equals(id));
            Resource declared = gathered.desired().state().get(id);
            if (there || (declared != null && !declared.terms().absent())) {
                managed.putIfAbsent(id, topicId);
            }
        });
        return managed;
    }

    private static String topicId(Live live, ResourceId id) {
        TopicFacts facts = live.topic(id);
        return facts == null ? "" : facts.topicId();
    }
}
