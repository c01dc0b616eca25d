package dev.kgit.ledger;

import dev.kgit.cluster.Ledger.FirstSeen;
import dev.kgit.cluster.Ledger.Holder;
import dev.kgit.json.JsonObject;
import dev.kgit.json.JsonOutput;
import dev.kgit.json.MalformedJsonException;
import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.model.ResourceIdParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

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

    static byte[] write(ClaimValue claim) {
        return document(json -> {
            json.writeStringProperty("by", claim.holder().by());
            json.writeStringProperty("host", claim.holder().host());
            JsonOutput.text(json, "commit", claim.holder().commit());
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

    static byte[] document(Consumer<JsonGenerator> body) {
        return JsonOutput.compact(json -> {
            json.writeNumberProperty("formatVersion", FORMAT_VERSION);
            body.accept(json);
        });
    }

    /** A claim; empty for what is none, whoever wrote it: nobody holds a lease by it. */
    static Optional<ClaimValue> readClaim(String topic, String key, byte[] text) {
        try {
            JsonObject fields = own(topic, key, text);
            return Optional.of(new ClaimValue(
                    new Holder(fields.text("by"), fields.text("host"), fields.textOrNull("commit")),
                    fields.number("since"),
                    Math.max(0, Math.min(LONGEST_TTL_MILLIS, fields.number("ttlMillis"))),
                    fields.flag("broken")));
        } catch (MalformedJsonException unreadable) {
            return Optional.empty();
        }
    }

    static SortedMap<String, FirstSeen> readSightings(String topic, String key, byte[] text, ResourceIdParser parser)
            throws MalformedJsonException {
        try {
            JsonObject fields = own(topic, key, text).object("seen");
            SortedMap<String, FirstSeen> seen = new TreeMap<>();
            for (String fingerprint : fields.names()) {
                JsonObject sighting = fields.object(fingerprint);
                seen.put(
                        fingerprint,
                        new FirstSeen(id(sighting.text("id"), parser), Instant.parse(sighting.text("since"))));
            }
            return seen;
        } catch (DateTimeException unreadable) {
            throw new MalformedJsonException("no time: " + unreadable.getMessage());
        }
    }

    /** Written by a newer kgit: what it says is not known. */
    static final class Newer extends MalformedJsonException {
        private static final long serialVersionUID = 1L;

        Newer(long version) {
            super("format " + version + ", this kgit knows " + FORMAT_VERSION);
        }
    }

    /** What some kgit has written; {@link Newer} where a newer one has. */
    static JsonObject fields(byte[] text) throws MalformedJsonException {
        JsonObject fields = JsonObject.parse(text);
        long version = fields.number("formatVersion");
        if (version > FORMAT_VERSION) {
            throw new Newer(version);
        }
        return fields;
    }

    /**
     * The same, of this project's own.
     *
     * @throws KgitException.Unavailable where it is of a newer kgit
     */
    private static JsonObject own(String topic, String key, byte[] text) throws MalformedJsonException {
        try {
            return fields(text);
        } catch (Newer newer) {
            throw newer(topic, key, newer);
        }
    }

    static ResourceId id(String name, ResourceIdParser parser) throws MalformedJsonException {
        return parser.parse(name).orElseThrow(() -> new MalformedJsonException("no resource id: " + name));
    }

    /** Of this project's own record: nothing can be planned then. */
    static KgitException unreadable(String topic, String key, MalformedJsonException why) {
        return new KgitException.Unavailable(
                Diagnostic.error("KG650", unreadableAt(topic, key, why))
                        .withHint(
                                "something else wrote to that topic; take the record out, or name another topic under ledger:"));
    }

    /** Of this project's own record: what was applied is not known then. */
    static KgitException newer(String topic, String key, Newer newer) {
        return new KgitException.Unavailable(Diagnostic.error(
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
    static Diagnostic warning(String topic, String key, MalformedJsonException why) {
        return Diagnostic.warning("KG659", unreadableAt(topic, key, why) + ": what it says counts as not said")
                .withHint("something else wrote to that topic; take the record out");
    }

    private static String unreadableAt(String topic, String key, MalformedJsonException why) {
        return "the ledger " + topic + " can't be read at \"" + ConnectivityDiagnosis.oneLine(key) + "\": "
                + ConnectivityDiagnosis.oneLine(why.getMessage());
    }
}
