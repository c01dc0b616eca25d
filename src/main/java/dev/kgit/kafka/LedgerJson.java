package dev.kgit.kafka;

import dev.kgit.cluster.Ledger.Entry;
import dev.kgit.cluster.Ledger.Holder;
import dev.kgit.cluster.Ledger.Run;
import dev.kgit.cluster.Ledger.Sighting;
import dev.kgit.kafka.JsonFields.Malformed;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** The values of the ledger's records. Names, topic ids and who did what: never a value of a setting. */
final class LedgerJson {

    static final long FORMAT_VERSION = 1;

    /** Runs that an entry keeps, and how large it may grow before it keeps fewer. */
    static final int RUNS = 50;

    static final int LARGEST = 16 * 1024 * 1024;

    private LedgerJson() {}

    /**
     * A claim to the lease.
     *
     * @param since when the claimant got it, in the log's time; 0 while it does not know
     * @param broken taken away by somebody; counts for good
     */
    record ClaimValue(Holder holder, long since, long ttlMillis, boolean broken) {}

    private interface Body {
        void write(JsonGenerator json);
    }

    static byte[] write(Entry entry) {
        int runs = Math.min(RUNS, entry.runs().size());
        byte[] text = write(entry, runs);
        while (text.length > LARGEST && runs > 1) {
            runs /= 2;
            text = write(entry, runs);
        }
        return text;
    }

    private static byte[] write(Entry entry, int runs) {
        return document(json -> {
            json.writeStringProperty("project", entry.project());
            json.writeStringProperty("environment", entry.environment());
            writeRevision(json, entry.commit(), entry.branch(), entry.dirty());
            writeWho(json, entry.at(), entry.by(), entry.host(), entry.complete());
            writeIds(json, "managed", entry.managed());
            json.writeName("runs");
            json.writeStartArray();
            entry.runs().subList(0, runs).forEach(run -> {
                json.writeStartObject();
                writeRevision(json, run.commit(), run.branch(), run.dirty());
                writeWho(json, run.at(), run.by(), run.host(), run.complete());
                writeIds(json, "changes", run.changes());
                json.writeEndObject();
            });
            json.writeEndArray();
        });
    }

    static byte[] write(ClaimValue claim) {
        return document(json -> {
            json.writeStringProperty("by", claim.holder().by());
            json.writeStringProperty("host", claim.holder().host());
            writeText(json, "commit", claim.holder().commit());
            json.writeNumberProperty("since", claim.since());
            json.writeNumberProperty("ttlMillis", claim.ttlMillis());
            json.writeBooleanProperty("broken", claim.broken());
        });
    }

    static byte[] write(SortedMap<String, Sighting> seen) {
        return document(json -> {
            json.writeName("seen");
            json.writeStartObject();
            seen.forEach((fingerprint, sighting) -> {
                json.writeName(fingerprint);
                json.writeStartObject();
                json.writeStringProperty("id", sighting.id().toString());
                json.writeStringProperty("since", sighting.since().toString());
                json.writeEndObject();
            });
            json.writeEndObject();
        });
    }

    private static byte[] document(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonFields.JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("formatVersion", FORMAT_VERSION);
            body.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeRevision(
            JsonGenerator json, @Nullable String commit, @Nullable String branch, boolean dirty) {
        writeText(json, "commit", commit);
        writeText(json, "branch", branch);
        json.writeBooleanProperty("dirty", dirty);
    }

    private static void writeWho(JsonGenerator json, Instant at, String by, String host, boolean complete) {
        json.writeStringProperty("at", at.toString());
        json.writeStringProperty("by", by);
        json.writeStringProperty("host", host);
        json.writeBooleanProperty("complete", complete);
    }

    private static void writeIds(JsonGenerator json, String name, SortedMap<ResourceId, String> ids) {
        json.writeName(name);
        json.writeStartObject();
        ids.forEach((id, text) -> json.writeStringProperty(id.toString(), text));
        json.writeEndObject();
    }

    private static void writeText(JsonGenerator json, String name, @Nullable String text) {
        if (text == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, text);
        }
    }

    /** @throws KgitException.World where it is unreadable or of a newer kgit: not the same as "nothing was applied" */
    static Entry readEntry(String topic, String key, byte[] text) {
        try {
            JsonFields fields = known(topic, key, text);
            List<Run> runs = new ArrayList<>();
            for (JsonFields run : fields.list("runs")) {
                runs.add(new Run(
                        Instant.parse(run.text("at")),
                        run.text("by"),
                        run.text("host"),
                        run.textOrNull("commit"),
                        run.textOrNull("branch"),
                        run.flag("dirty"),
                        run.flag("complete"),
                        ids(run.fields("changes"))));
            }
            return new Entry(
                    fields.text("project"),
                    fields.text("environment"),
                    fields.textOrNull("commit"),
                    fields.textOrNull("branch"),
                    fields.flag("dirty"),
                    Instant.parse(fields.text("at")),
                    fields.text("by"),
                    fields.text("host"),
                    fields.flag("complete"),
                    ids(fields.fields("managed")),
                    runs);
        } catch (Malformed | DateTimeException unreadable) {
            throw unreadable(topic, key, unreadable);
        }
    }

    static ClaimValue readClaim(String topic, String key, byte[] text) {
        try {
            JsonFields fields = known(topic, key, text);
            return new ClaimValue(
                    new Holder(fields.text("by"), fields.text("host"), fields.textOrNull("commit")),
                    fields.number("since"),
                    fields.number("ttlMillis"),
                    fields.flag("broken"));
        } catch (Malformed unreadable) {
            throw unreadable(topic, key, unreadable);
        }
    }

    /** @throws KgitException.World as for an entry */
    static SortedMap<String, Sighting> readSightings(String topic, String key, byte[] text) {
        try {
            JsonFields fields = known(topic, key, text).fields("seen");
            SortedMap<String, Sighting> seen = new TreeMap<>();
            for (String fingerprint : fields.names()) {
                JsonFields sighting = fields.fields(fingerprint);
                seen.put(fingerprint, new Sighting(id(sighting.text("id")), Instant.parse(sighting.text("since"))));
            }
            return seen;
        } catch (Malformed | DateTimeException unreadable) {
            throw unreadable(topic, key, unreadable);
        }
    }

    private static JsonFields known(String topic, String key, byte[] text) throws Malformed {
        JsonFields fields = JsonFields.parse(text);
        long version = fields.number("formatVersion");
        if (version > FORMAT_VERSION) {
            throw new KgitException.World(Diagnostic.error(
                            "KG651",
                            "the ledger " + topic + " has \"" + key + "\" in format " + version + ", this kgit knows "
                                    + FORMAT_VERSION)
                    .withHint("use the newer kgit that wrote it"));
        }
        return fields;
    }

    private static SortedMap<ResourceId, String> ids(JsonFields fields) throws Malformed {
        SortedMap<ResourceId, String> ids = new TreeMap<>();
        for (String name : fields.names()) {
            ids.put(id(name), fields.text(name));
        }
        return ids;
    }

    private static ResourceId id(String name) throws Malformed {
        return ResourceId.parse(name).orElseThrow(() -> new Malformed("no resource id: " + name));
    }

    private static KgitException unreadable(String topic, String key, Exception why) {
        return new KgitException.World(
                Diagnostic.error(
                                "KG650",
                                "the ledger " + topic + " can't be read at \"" + key + "\": "
                                        + Reach.oneLine(why.getMessage()))
                        .withHint(
                                "something else wrote to that topic; take the record out, or name another topic under ledger:"));
    }
}
