package dev.kgit.ledger;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerEntry.TakeOver;
import dev.kgit.cluster.LedgerEntry.UsedConsent;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.RepositoryIdentity;
import dev.kgit.cluster.RunRecord;
import dev.kgit.json.JsonObject;
import dev.kgit.json.JsonOutput;
import dev.kgit.json.MalformedJsonException;
import dev.kgit.model.ResourceId;
import dev.kgit.model.ResourceIdParser;
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
            RepositoryIdentity root = entry.root();
            if (root != null) {
                json.writeObjectPropertyStart("root");
                json.writeStringProperty("path", root.path());
                json.writeArrayPropertyStart("firstCommits");
                root.firstCommits().forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            }
            ManagedResourcesJson.write(json, "managed", entry.managed());
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
            ManagedResourcesJson.write(json, "managed", record.managed());
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
        JsonOutput.text(json, "ended", ended == null ? null : ended.toString());
        json.writeStringProperty("by", run.by());
        json.writeStringProperty("host", run.host());
        JsonOutput.text(json, "commit", run.commit());
        JsonOutput.text(json, "tree", run.tree());
        JsonOutput.text(json, "branch", run.branch());
        json.writeBooleanProperty("dirty", run.dirty());
        LedgerRun.Outcome outcome = run.outcome();
        JsonOutput.text(json, "outcome", outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT));
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
                JsonOutput.text(json, "commit", where.commit());
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
                JsonOutput.text(json, "run", over.run());
                json.writeEndObject();
            });
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    /** An entry of any format that there ever was; {@link LedgerJson.Newer} where it is of one that is to come. */
    static LedgerEntry readEntry(String key, byte[] text, ResourceIdParser parser) throws MalformedJsonException {
        try {
            JsonObject fields = LedgerJson.fields(text);
            LedgerEntry entry = fields.number("formatVersion") == OLD_FORMAT
                    ? EntryFormat1Json.read(fields, parser)
                    : read(fields, parser);
            if (!key.equals(LedgerKeys.entry(entry.project(), entry.environment()))) {
                throw new MalformedJsonException("it says of itself that it is that of " + entry.owner());
            }
            return entry;
        } catch (DateTimeException unreadable) {
            throw new MalformedJsonException("no time: " + unreadable.getMessage());
        }
    }

    private static LedgerEntry read(JsonObject fields, ResourceIdParser parser) throws MalformedJsonException {
        JsonObject root = fields.objectOrNull("root");
        SortedMap<ResourceId, SortedMap<String, UsedConsent>> consents = new TreeMap<>();
        JsonObject used = fields.object("consents");
        for (String id : used.names()) {
            SortedMap<String, UsedConsent> its = new TreeMap<>();
            JsonObject all = used.object(id);
            for (String consent : all.names()) {
                JsonObject where = all.object(consent);
                its.put(consent, new UsedConsent(where.textOrNull("commit"), where.flag("dirty")));
            }
            consents.put(LedgerJson.id(id, parser), its);
        }
        List<LedgerRun> runs = new ArrayList<>();
        for (JsonObject run : fields.objects("runs")) {
            runs.add(run(run, parser));
        }
        return new LedgerEntry(
                fields.text("project"),
                fields.text("environment"),
                root == null ? null : RepositoryIdentity.of(root.text("path"), root.texts("firstCommits")),
                ManagedResourcesJson.read(fields.objects("managed"), parser),
                consents,
                takenOver(fields.object("takenOver"), parser),
                runs);
    }

    private static SortedMap<ResourceId, List<TakeOver>> takenOver(JsonObject fields, ResourceIdParser parser)
            throws MalformedJsonException {
        SortedMap<ResourceId, List<TakeOver>> taken = new TreeMap<>();
        for (String id : fields.names()) {
            List<TakeOver> overs = new ArrayList<>();
            for (JsonObject over : fields.objects(id)) {
                overs.add(new TakeOver(over.text("from"), over.textOrNull("run")));
            }
            taken.put(LedgerJson.id(id, parser), List.copyOf(overs));
        }
        return taken;
    }

    static RunRecord readRun(String key, byte[] text, ResourceIdParser parser) throws MalformedJsonException {
        try {
            JsonObject fields = LedgerJson.fields(text);
            TreeSet<ResourceId> deleted = new TreeSet<>();
            for (String id : fields.texts("deleted")) {
                deleted.add(LedgerJson.id(id, parser));
            }
            LedgerRun run = run(fields.object("run"), parser);
            if (!key.endsWith("/" + run.id())) {
                throw new MalformedJsonException("it says of itself that it is run " + run.id());
            }
            SortedMap<ResourceId, SortedSet<String>> consents = new TreeMap<>();
            JsonObject used = fields.object("consents");
            for (String id : used.names()) {
                consents.put(LedgerJson.id(id, parser), new TreeSet<>(used.texts(id)));
            }
            return new RunRecord(
                    run,
                    ids(fields.object("planned"), parser),
                    ManagedResourcesJson.read(fields.objects("managed"), parser),
                    deleted,
                    consents,
                    takenOver(fields.object("takenOver"), parser));
        } catch (DateTimeException unreadable) {
            throw new MalformedJsonException("no time: " + unreadable.getMessage());
        }
    }

    private static LedgerRun run(JsonObject fields, ResourceIdParser parser) throws MalformedJsonException {
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
                ids(fields.object("changes"), parser));
    }

    private static LedgerRun.@Nullable Outcome outcome(@Nullable String word) throws MalformedJsonException {
        if (word == null) {
            return null;
        }
        for (LedgerRun.Outcome outcome : LedgerRun.Outcome.values()) {
            if (outcome.name().toLowerCase(Locale.ROOT).equals(word)) {
                return outcome;
            }
        }
        throw new MalformedJsonException("no outcome: " + word);
    }

    static SortedMap<ResourceId, String> ids(JsonObject fields, ResourceIdParser parser) throws MalformedJsonException {
        SortedMap<ResourceId, String> ids = new TreeMap<>();
        for (String name : fields.names()) {
            ids.put(LedgerJson.id(name, parser), fields.text(name));
        }
        return ids;
    }
}
