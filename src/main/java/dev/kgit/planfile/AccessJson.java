package dev.kgit.planfile;

import dev.kgit.access.AccessAnswer;
import dev.kgit.access.AccessChanges;
import dev.kgit.access.AccessRow;
import dev.kgit.access.AclSource;
import dev.kgit.json.JsonOutput;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Who may do what as JSON, described by {@code schemas/access.schema.json}. */
public final class AccessJson {

    private AccessJson() {}

    /**
     * Writes the answer; the stream stays open.
     *
     * @throws java.io.UncheckedIOException when the stream can't be written
     */
    public static void write(AccessAnswer answer, OutputStream out) {
        JsonOutput.write(out, json -> {
            json.writeStringProperty("formatVersion", DocumentJson.FORMAT_VERSION);
            json.writeStringProperty("project", answer.project());
            json.writeStringProperty("environment", answer.environment());
            json.writeStringProperty("source", answer.live() ? "live" : "declared");
            DocumentJson.cluster(json, answer.clusterId());
            JsonOutput.texts(json, "superUsers", answer.superUsers());
            json.writeStringProperty("withoutAcl", answer.withoutAcl().name().toLowerCase(Locale.ROOT));
            rows(json, "access", answer.rows());
            DocumentJson.diagnostics(json, answer.diagnostics());
        });
    }

    /** What a plan changes, as a member of the plan. */
    static void changes(JsonGenerator json, AccessChanges changes) {
        json.writeObjectPropertyStart("access");
        json.writeBooleanProperty("known", changes.known());
        rows(json, "gained", changes.gained());
        rows(json, "lost", changes.lost());
        json.writeEndObject();
    }

    private static void rows(JsonGenerator json, String name, List<AccessRow> rows) {
        json.writeArrayPropertyStart(name);
        rows.forEach(row -> row(json, row));
        json.writeEndArray();
    }

    private static void row(JsonGenerator json, AccessRow row) {
        AclSource by = row.by();
        Integer topics = row.on().topics();
        json.writeStartObject();
        json.writeStringProperty("principal", row.principal());
        json.writeStringProperty("operation", row.operation());
        json.writeStringProperty("resourceType", row.on().type());
        json.writeStringProperty("resource", row.on().text());
        json.writeName("topics");
        if (topics == null) {
            json.writeNull();
        } else {
            json.writeNumber(topics);
        }
        json.writeStringProperty("host", row.host());
        json.writeBooleanProperty("allowed", row.allowed());
        json.writeName("by");
        if (by == null) {
            json.writeNull();
        } else {
            acl(json, by);
        }
        json.writeArrayPropertyStart("except");
        row.except().forEach(acl -> acl(json, acl));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void acl(JsonGenerator json, AclSource acl) {
        json.writeStartObject();
        json.writeStringProperty("principal", acl.principal());
        json.writeStringProperty("acl", acl.text());
        DocumentJson.source(json, acl.place());
        json.writeEndObject();
    }
}
