package dev.kgit.ledger;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerEntry.TakeOver;
import dev.kgit.cluster.LedgerEntry.UsedConsent;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.RepositoryRoot;
import dev.kgit.cluster.RunRecord;
import dev.kgit.ledger.JsonFields.Malformed;
import dev.kgit.model.ResourceId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Entries and records of single runs. What is managed is kept in groups of what was applied by the same run from the same
 * file, so that most resources cost their name and topic id and no more.
 */
public final class EntryJson {

    private static final long OLD_FORMAT = 1;

    private EntryJson() {}

    static byte[] write(LedgerEntry entry) {
        LedgerEntry kept = entry.bounded();
        int whole = LedgerEntry.RUNS;
        byte[] text = text(kept);
        while (text.length > LedgerJson.LARGEST && whole > 1) {
            whole /= 2;
            text = text(kept.withoutOldChanges(whole));
        }
        return text;
    }

    private static byte[] text(LedgerEntry entry) {
        return LedgerJson.document(json -> {
            json.writeStringProperty("project", entry.project());
            json.writeStringProperty("environment", entry.environment());
            RepositoryRoot root = entry.root();
            if (root != null) {
                json.writeObjectPropertyStart("root");
                json.writeStringProperty("path", root.path());
                json.writeArrayPropertyStart("firstCommits");
                root.firstCommits().forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            }
            ManagedJson.write(json, "managed", entry.managed());
            writeConsents(json, entry.consents());
            writeTakeOvers(json, entry.takenOver());
            json.writeArrayPropertyStart("runs");
            entry.runs().forEach(run -> write(json, run));
            json.writeEndArray();
        });
    }

    static byte[] write(RunRecord record) {
        return LedgerJson.document(json -> {
            json.writeName("run");
            write(json, record.run());
            writeIds(json, "planned", record.planned());
            ManagedJson.write(json, "managed", record.managed());
            json.writeArrayPropertyStart("deleted");
            record.deleted().forEach(id -> json.writeString(id.toString()));
            json.writeEndArray();
            json.writeObjectPropertyStart("consents");
            record.consents().forEach((id, consents) -> {
                json.writeArrayPropertyStart(id.toString());
                consents.forEach(json::writeString);
                json.writeEndArray();
            });
            json.writeEndObject();
            writeTakeOvers(json, record.takenOver());
        });
    }

    private static void write(JsonGenerator json, LedgerRun run) {
        json.writeStartObject();
        json.writeStringProperty("id", run.id());
        json.writeStringProperty("begun", run.begun().toString());
        Instant ended = run.ended();
        LedgerJson.writeText(json, "ended", ended == null ? null : ended.toString());
        json.writeStringProperty("by", run.by());
        json.writeStringProperty("host", run.host());
        LedgerJson.writeText(json, "commit", run.commit());
        LedgerJson.writeText(json, "tree", run.tree());
        LedgerJson.writeText(json, "branch", run.branch());
        json.writeBooleanProperty("dirty", run.dirty());
        LedgerRun.Outcome outcome = run.outcome();
        LedgerJson.writeText(
                json, "outcome", outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT));
        writeIds(json, "changes", run.changes());
        json.writeEndObject();
    }

    private static void writeIds(JsonGenerator json, String name, SortedMap<ResourceId, String> ids) {
        json.writeObjectPropertyStart(name);
        ids.forEach((id, text) -> json.writeStringProperty(id.toString(), text));
        json.writeEndObject();
    }

    private static void writeConsents(
            JsonGenerator json, SortedMap<ResourceId, SortedMap<String, UsedConsent>> consents) {
        json.writeObjectPropertyStart("consents");
        consents.forEach((id, used) -> {
            json.writeObjectPropertyStart(id.toString());
            used.forEach((consent, where) -> {
                json.writeObjectPropertyStart(consent);
                LedgerJson.writeText(json, "commit", where.commit());
                json.writeBooleanProperty("dirty", where.dirty());
                json.writeEndObject();
            });
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private static void writeTakeOvers(JsonGenerator json, SortedMap<ResourceId, List<TakeOver>> taken) {
        json.writeObjectPropertyStart("takenOver");
        taken.forEach((id, overs) -> {
            json.writeArrayPropertyStart(id.toString());
            overs.forEach(over -> {
                json.writeStartObject();
                json.writeStringProperty("from", over.from());
                LedgerJson.writeText(json, "run", over.run());
                json.writeEndObject();
            });
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    /** An entry of any format that there ever was; {@link LedgerJson.Newer} where it is of one that is to come. */
    static LedgerEntry readEntry(String key, byte[] text) throws Malformed {
        try {
            JsonFields fields = LedgerJson.fields(text);
            LedgerEntry entry = fields.number("formatVersion") == OLD_FORMAT ? OldEntryJson.read(fields) : read(fields);
            if (!key.equals(LedgerKeys.entry(entry.project(), entry.environment()))) {
                throw new Malformed("it says of itself that it is that of " + entry.owner());
            }
            return entry;
        } catch (DateTimeException unreadable) {
            throw new Malformed("no time: " + unreadable.getMessage());
        }
    }

    private static LedgerEntry read(JsonFields fields) throws Malformed {
        JsonFields root = fields.fieldsOrNull("root");
        SortedMap<ResourceId, SortedMap<String, UsedConsent>> consents = new TreeMap<>();
        JsonFields used = fields.fields("consents");
        for (String id : used.names()) {
            SortedMap<String, UsedConsent> its = new TreeMap<>();
            JsonFields all = used.fields(id);
            for (String consent : all.names()) {
                JsonFields where = all.fields(consent);
                its.put(consent, new UsedConsent(where.textOrNull("commit"), where.flag("dirty")));
            }
            consents.put(LedgerJson.id(id), its);
        }
        List<LedgerRun> runs = new ArrayList<>();
        for (JsonFields run : fields.list("runs")) {
            runs.add(run(run));
        }
        return new LedgerEntry(
                fields.text("project"),
                fields.text("environment"),
                root == null ? null : RepositoryRoot.of(root.text("path"), root.texts("firstCommits")),
                ManagedJson.read(fields.list("managed")),
                consents,
                takenOver(fields.fields("takenOver")),
                runs);
    }

    private static SortedMap<ResourceId, List<TakeOver>> takenOver(JsonFields fields) throws Malformed {
        SortedMap<ResourceId, List<TakeOver>> taken = new TreeMap<>();
        for (String id : fields.names()) {
            List<TakeOver> overs = new ArrayList<>();
            for (JsonFields over : fields.list(id)) {
                overs.add(new TakeOver(over.text("from"), over.textOrNull("run")));
            }
            taken.put(LedgerJson.id(id), List.copyOf(overs));
        }
        return taken;
    }

    static RunRecord readRun(String key, byte[] text) throws Malformed {
        try {
            JsonFields fields = LedgerJson.fields(text);
            TreeSet<ResourceId> deleted = new TreeSet<>();
            for (String id : fields.texts("deleted")) {
                deleted.add(LedgerJson.id(id));
            }
            LedgerRun run = run(fields.fields("run"));
            if (!key.endsWith("/" + run.id())) {
                throw new Malformed("it says of itself that it is run " + run.id());
            }
            SortedMap<ResourceId, SortedSet<String>> consents = new TreeMap<>();
            JsonFields used = fields.fields("consents");
            for (String id : used.names()) {
                consents.put(LedgerJson.id(id), new TreeSet<>(used.texts(id)));
            }
            return new RunRecord(
                    run,
                    ids(fields.fields("planned")),
                    ManagedJson.read(fields.list("managed")),
                    deleted,
                    consents,
                    takenOver(fields.fields("takenOver")));
        } catch (DateTimeException unreadable) {
            throw new Malformed("no time: " + unreadable.getMessage());
        }
    }

    private static LedgerRun run(JsonFields fields) throws Malformed {
        String ended = fields.textOrNull("ended");
        return new LedgerRun(
                fields.text("id"),
                Instant.parse(fields.text("begun")),
                ended == null ? null : Instant.parse(ended),
                fields.text("by"),
                fields.text("host"),
                fields.textOrNull("commit"),
                fields.textOrNull("tree"),
                fields.textOrNull("branch"),
                fields.flag("dirty"),
                outcome(fields.textOrNull("outcome")),
                ids(fields.fields("changes")));
    }

    private static LedgerRun.@Nullable Outcome outcome(@Nullable String word) throws Malformed {
        if (word == null) {
            return null;
        }
        for (LedgerRun.Outcome outcome : LedgerRun.Outcome.values()) {
            if (outcome.name().toLowerCase(Locale.ROOT).equals(word)) {
                return outcome;
            }
        }
        throw new Malformed("no outcome: " + word);
    }

    static SortedMap<ResourceId, String> ids(JsonFields fields) throws Malformed {
        SortedMap<ResourceId, String> ids = new TreeMap<>();
        for (String name : fields.names()) {
            ids.put(LedgerJson.id(name), fields.text(name));
        }
        return ids;
    }
}
