package dev.kgit.ledger;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.LedgerRun.Outcome;
import dev.kgit.json.JsonObject;
import dev.kgit.json.MalformedJsonException;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import dev.kgit.model.ResourceIdParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Entries of format 1, which knew one commit for all that was managed. They are read as what they say and written anew in
 * today's format by the next apply.
 */
public final class EntryFormat1Json {

    private EntryFormat1Json() {}

    static LedgerEntry read(JsonObject fields, ResourceIdParser parser) throws MalformedJsonException {
        String commit = fields.textOrNull("commit");
        boolean dirty = fields.flag("dirty");
        SortedMap<ResourceId, ManagedResource> managed = new TreeMap<>();
        for (var resource : EntryJson.ids(fields.object("managed"), parser).entrySet()) {
            managed.put(
                    resource.getKey(),
                    new ManagedResource(null, commit, dirty, null, resource.getValue(), Status.OWNED));
        }
        List<LedgerRun> runs = new ArrayList<>();
        for (JsonObject run : fields.objects("runs")) {
            runs.add(run(run, commit, dirty, parser));
        }
        if (runs.stream().noneMatch(LedgerRun::isWhole) && (commit != null || fields.flag("complete"))) {
            runs.add(whole(fields, commit, dirty));
        }
        return new LedgerEntry(
                fields.text("project"),
                fields.text("environment"),
                null,
                managed,
                new TreeMap<>(),
                new TreeMap<>(),
                runs);
    }

    /** @param applied the commit that was applied as a whole */
    private static LedgerRun run(JsonObject run, @Nullable String applied, boolean dirty, ResourceIdParser parser)
            throws MalformedJsonException {
        String commit = run.textOrNull("commit");
        boolean complete = run.flag("complete");
        boolean whole = complete && Objects.equals(commit, applied) && run.flag("dirty") == dirty;
        Outcome outcome = !complete ? Outcome.INCOMPLETE : whole ? Outcome.COMPLETE : Outcome.PARTIAL;
        Instant at = Instant.parse(run.text("at"));
        return new LedgerRun(
                id(at),
                at,
                at,
                run.text("by"),
                run.text("host"),
                commit,
                null,
                run.textOrNull("branch"),
                run.flag("dirty"),
                outcome,
                EntryJson.ids(run.object("changes"), parser));
    }

    /** The run that applied the commit as a whole, where it is so long ago that it is not in the list any more. */
    private static LedgerRun whole(JsonObject fields, @Nullable String commit, boolean dirty)
            throws MalformedJsonException {
        Instant at = Instant.parse(fields.text("at"));
        return new LedgerRun(
                id(at) + "-whole",
                at,
                at,
                fields.text("by"),
                fields.text("host"),
                commit,
                null,
                fields.textOrNull("branch"),
                dirty,
                Outcome.COMPLETE,
                new TreeMap<>());
    }

    private static String id(Instant at) {
        return "format-1-" + at;
    }
}
