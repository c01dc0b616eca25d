package dev.kgit.ledger;

import dev.kgit.cluster.Ledger.FirstSeen;
import dev.kgit.cluster.Ledger.Holder;
import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.ledger.JsonFields.Malformed;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** The values of the ledger's records. Names, topic ids and who did what: never a value of a setting. */
public final class LedgerJson {

    static final long FORMAT_VERSION = 2;

    /** How large a record may grow. */
    static final int LARGEST = 16 * 1024 * 1024;

    /** A lease ends after so long without a word of its holder, whatever its claim says. */
    static final long LONGEST_TTL_MILLIS = 60_000;

    private LedgerJson() {}

    /**
     * A claim to the lease.
     *
     * @param since when the claimant got it, in the log's time; 0 while it does not know
     * @param broken taken away by somebody; counts for good
     */
    record ClaimValue(Holder holder, long since, long ttlMillis, boolean broken) {}

    interface Body {
        void write(JsonGenerator json);
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

    static byte[] write(SortedMap<String, FirstSeen> seen) {
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

    static byte[] document(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonFields.JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("formatVersion", FORMAT_VERSION);
            body.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    static void writeText(JsonGenerator json, String name, @Nullable String text) {
        if (text == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, text);
        }
    }

    /** A claim; empty for what is none, whoever wrote it: nobody holds a lease by it. */
    static Optional<ClaimValue> readClaim(String topic, String key, byte[] text) {
        try {
            JsonFields fields = own(topic, key, text);
            return Optional.of(new ClaimValue(
                    new Holder(fields.text("by"), fields.text("host"), fields.textOrNull("commit")),
                    fields.number("since"),
                    Math.max(0, Math.min(LONGEST_TTL_MILLIS, fields.number("ttlMillis"))),
                    fields.flag("broken")));
        } catch (Malformed unreadable) {
            return Optional.empty();
        }
    }

    static SortedMap<String, FirstSeen> readSightings(String topic, String key, byte[] text) throws Malformed {
        try {
            JsonFields fields = own(topic, key, text).fields("seen");
            SortedMap<String, FirstSeen> seen = new TreeMap<>();
            for (String fingerprint : fields.names()) {
                JsonFields sighting = fields.fields(fingerprint);
                seen.put(fingerprint, new FirstSeen(id(sighting.text("id")), Instant.parse(sighting.text("since"))));
            }
            return seen;
        } catch (DateTimeException unreadable) {
            throw new Malformed("no time: " + unreadable.getMessage());
        }
    }

    /** Written by a newer kgit: what it says is not known. */
    static final class Newer extends Malformed {
        private static final long serialVersionUID = 1L;

        Newer(long version) {
            super("format " + version + ", this kgit knows " + FORMAT_VERSION);
        }
    }

    /** What some kgit has written; {@link Newer} where a newer one has. */
    static JsonFields fields(byte[] text) throws Malformed {
        JsonFields fields = JsonFields.parse(text);
        long version = fields.number("formatVersion");
        if (version > FORMAT_VERSION) {
            throw new Newer(version);
        }
        return fields;
    }

    /**
     * The same, of this project's own.
     *
     * @throws KgitException.World where it is of a newer kgit
     */
    private static JsonFields own(String topic, String key, byte[] text) throws Malformed {
        try {
            return fields(text);
        } catch (Newer newer) {
            throw newer(topic, key, newer);
        }
    }

    static ResourceId id(String name) throws Malformed {
        return ResourceId.parse(name).orElseThrow(() -> new Malformed("no resource id: " + name));
    }

    /** Of this project's own record: nothing can be planned then. */
    static KgitException unreadable(String topic, String key, Malformed why) {
        return new KgitException.World(
                Diagnostic.error("KG650", unreadableAt(topic, key, why))
                        .withHint(
                                "something else wrote to that topic; take the record out, or name another topic under ledger:"));
    }

    /** Of this project's own record: what was applied is not known then. */
    static KgitException newer(String topic, String key, Newer newer) {
        return new KgitException.World(Diagnostic.error(
                        "KG651",
                        "the ledger " + topic + " has \"" + ConnectivityDiagnosis.oneLine(key) + "\" in "
                                + newer.getMessage())
                .withHint("use the newer kgit that wrote it"));
    }

    /** Of another project's record: it hides nothing but itself, which may be much. */
    static Diagnostic warning(String topic, LedgerKeys.Owner owner, Newer newer) {
        String project = ConnectivityDiagnosis.oneLine(owner.project() + "/" + owner.environment());
        return Diagnostic.warning(
                        "KG651",
                        "the ledger " + topic + " has what a newer kgit wrote of project " + project + " ("
                                + newer.getMessage() + "): it can't be seen here what that project manages")
                .withHint("upgrade kgit; until then it keeps nobody from changing what " + project + " manages");
    }

    /** Of anybody else's record: it hides nothing but itself. */
    static Diagnostic warning(String topic, String key, Malformed why) {
        return Diagnostic.warning("KG659", unreadableAt(topic, key, why) + ": what it says counts as not said")
                .withHint("something else wrote to that topic; take the record out");
    }

    private static String unreadableAt(String topic, String key, Malformed why) {
        return "the ledger " + topic + " can't be read at \"" + ConnectivityDiagnosis.oneLine(key) + "\": "
                + ConnectivityDiagnosis.oneLine(why.getMessage());
    }
}
