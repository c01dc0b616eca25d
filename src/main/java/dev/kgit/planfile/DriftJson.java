package dev.kgit.planfile;

import dev.kgit.diff.FieldDiff;
import dev.kgit.json.JsonObject;
import dev.kgit.json.JsonOutput;
import dev.kgit.json.MalformedJsonException;
import dev.kgit.kind.DriftType;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.plan.Drift;
import dev.kgit.plan.ResourceDrift;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Drift as JSON, described by {@code schemas/drift.schema.json}. Equal drift gives equal bytes. */
public final class DriftJson {

    private DriftJson() {}

    /**
     * Writes the drift; the stream stays open.
     *
     * @throws java.io.UncheckedIOException when the stream can't be written
     */
    public static void write(Drift drift, OutputStream out) {
        JsonOutput.write(out, json -> content(json, drift));
    }

    /**
     * What a former run has told: when each item was first seen, by fingerprint; empty where that run did not know.
     *
     * @param name how messages call the file
     * @throws KgitException.Invalid (KG681) when it is no drift JSON of this format
     */
    public static Map<String, Optional<Instant>> known(byte[] content, String name) {
        try {
            JsonObject drift = JsonObject.parse(content);
            if (!drift.text("formatVersion").equals(DocumentJson.FORMAT_VERSION)) {
                throw new MalformedJsonException("formatVersion");
            }
            Map<String, Optional<Instant>> known = new TreeMap<>();
            for (JsonObject item : drift.objects("items")) {
                String firstSeen = item.nullableText("firstSeen");
                known.put(
                        item.text("fingerprint"), Optional.ofNullable(firstSeen).map(Instant::parse));
            }
            return known;
        } catch (MalformedJsonException | DateTimeParseException other) {
            throw new KgitException.Invalid(Diagnostic.error("KG681", name + " is not the JSON of a former kgit drift")
                    .withHint("make it with `kgit drift --format json -o FILE`"));
        }
    }

    private static void content(JsonGenerator json, Drift drift) {
        json.writeStringProperty("formatVersion", DocumentJson.FORMAT_VERSION);
        json.writeStringProperty("project", drift.project());
        json.writeStringProperty("environment", drift.environment());
        DocumentJson.cluster(json, drift.clusterId());
        DocumentJson.revision(json, "applied", drift.applied());
        json.writeBooleanProperty("appliedKnown", drift.known());
        summary(json, drift);
        json.writeArrayPropertyStart("items");
        drift.items().forEach(item -> item(json, item));
        json.writeEndArray();
        DocumentJson.unreadable(json, drift.unreadable());
        DocumentJson.ids(json, "unmanaged", drift.unmanagedIds());
        DocumentJson.diagnostics(json, drift.diagnostics());
    }

    private static void summary(JsonGenerator json, Drift drift) {
        json.writeObjectPropertyStart("summary");
        for (Map.Entry<DriftType, Integer> count : drift.counts().entrySet()) {
            json.writeNumberProperty(count.getKey().label(), count.getValue());
        }
        json.writeNumberProperty("known", drift.knownItems());
        json.writeNumberProperty("unreadable", drift.unreadable().size());
        json.writeNumberProperty("unmanaged", drift.unmanaged());
        json.writeNumberProperty("accepted", drift.accepted());
        json.writeEndObject();
    }

    private static void item(JsonGenerator json, ResourceDrift item) {
        json.writeStartObject();
        json.writeStringProperty("id", item.id().toString());
        json.writeStringProperty("kind", item.id().kind());
        json.writeStringProperty("name", item.id().name());
        json.writeStringProperty("drift", item.kind().label());
        json.writeStringProperty("cause", item.cause().label());
        json.writeStringProperty("risk", item.risk().label());
        json.writeArrayPropertyStart("fields");
        for (FieldDiff field : item.fields()) {
            json.writeStartObject();
            json.writeStringProperty("path", field.path());
            JsonOutput.text(json, "applied", field.shownAfter());
            JsonOutput.text(json, "found", field.shownBefore());
            json.writeBooleanProperty("sensitive", field.sensitive());
            DocumentJson.source(
                    json, field.after() == null ? null : field.after().place());
            json.writeEndObject();
        }
        json.writeEndArray();
        DocumentJson.findings(json, item.findings());
        DocumentJson.source(json, item.source());
        JsonOutput.text(json, "commit", item.commit());
        Instant firstSeen = item.firstSeen();
        JsonOutput.text(json, "firstSeen", firstSeen == null ? null : firstSeen.toString());
        json.writeBooleanProperty("known", item.known());
        json.writeStringProperty("fingerprint", item.fingerprint());
        json.writeEndObject();
    }
}
