package dev.kgit.ledger;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.RunRecord;
import dev.kgit.json.MalformedJsonException;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.model.ResourceIdParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Makes entries of the ledger's records: what was written at the end of a run, and what later runs have said of
 * themselves. A record that is malformed, or that a newer kgit has written, hides nothing but itself, unless it is the
 * reader's own.
 */
public final class LedgerEntryReader {

    private final String topic;
    private final LedgerKeys.Owner mine;
    private final ResourceIdParser parser;
    private final List<Diagnostic> warnings;
    private final SortedSet<ResourceId> planned = new TreeSet<>();

    /**
     * @param mine whose malformed or newer record is the end
     * @param warnings where others' are told
     */
    LedgerEntryReader(String topic, LedgerKeys.Owner mine, ResourceIdParser parser, List<Diagnostic> warnings) {
        this.parser = parser;
        this.topic = topic;
        this.mine = mine;
        this.warnings = warnings;
    }

    /** What the reader's own runs are about that have not ended. */
    SortedSet<ResourceId> planned() {
        return planned;
    }

    /** @param records entries and runs by key */
    Map<LedgerKeys.Owner, LedgerEntry> read(SortedMap<String, byte[]> records) {
        Map<LedgerKeys.Owner, LedgerEntry> entries = new LinkedHashMap<>();
        Map<LedgerKeys.Owner, List<RunRecord>> runs = new LinkedHashMap<>();
        Set<LedgerKeys.Owner> unseen = new HashSet<>();
        records.forEach((key, value) -> {
            Optional<LedgerKeys.Owner> owner = LedgerKeys.owner(key);
            try {
                LedgerKeys.Owner whose = owner.orElseThrow(() -> new MalformedJsonException("no key that kgit writes"));
                if (LedgerKeys.isEntry(key)) {
                    entries.put(whose, EntryJson.readEntry(key, value, parser));
                } else {
                    RunRecord run = EntryJson.readRun(key, value, parser);
                    if (whose.equals(mine) && !run.run().hasEnded()) {
                        planned.addAll(run.planned().keySet());
                    }
                    runs.computeIfAbsent(whose, none -> new ArrayList<>()).add(run);
                }
            } catch (LedgerJson.Newer newer) {
                LedgerKeys.Owner whose = owner.orElseThrow();
                if (whose.equals(mine)) {
                    throw LedgerJson.newer(topic, key, newer);
                }
                if (unseen.add(whose)) {
                    warnings.add(LedgerJson.warning(topic, whose, newer));
                }
            } catch (MalformedJsonException unreadable) {
                if (owner.isPresent() && owner.get().equals(mine)) {
                    throw LedgerJson.unreadable(topic, key, unreadable);
                }
                warnings.add(LedgerJson.warning(topic, key, unreadable));
            }
        });
        runs.forEach((owner, its) -> {
            its.sort(Comparator.comparing(record -> record.run().begun()));
            LedgerEntry entry = entries.getOrDefault(owner, LedgerEntry.none(owner.project(), owner.environment()));
            for (RunRecord record : its) {
                entry = entry.with(record);
            }
            entries.put(owner, entry);
        });
        return entries;
    }
}
