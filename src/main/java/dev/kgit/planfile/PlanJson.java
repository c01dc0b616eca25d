package dev.kgit.planfile;

import dev.kgit.access.AccessChanges;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.json.JsonOutput;
import dev.kgit.plan.Plan;
import dev.kgit.plan.ResourceChange;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A plan as JSON, described by {@code schemas/plan.schema.json}. Rows are written one after the other, so the size of a
 * plan does not matter. Equal plans give equal bytes.
 */
public final class PlanJson {

    private PlanJson() {}

    /**
     * Writes the plan; the stream stays open.
     *
     * @throws java.io.UncheckedIOException when the stream can't be written
     */
    public static void write(Plan plan, OutputStream out) {
        write(plan, null, out);
    }

    /** @param access who gains and loses what; null where that was not asked */
    public static void write(Plan plan, @Nullable AccessChanges access, OutputStream out) {
        JsonOutput.write(out, json -> {
            content(json, plan, Rows.SHOWN);
            if (access != null) {
                AccessJson.changes(json, access);
            }
        });
    }

    /** Whether rows hold what only a saved plan needs. */
    enum Rows {
        SHOWN,
        WITH_BASIS
    }

    static void content(JsonGenerator json, Plan plan, Rows rows) {
        json.writeStringProperty("formatVersion", DocumentJson.PLAN_VERSION);
        json.writeStringProperty("project", plan.project());
        json.writeStringProperty("environment", plan.environment());
        DocumentJson.cluster(json, plan.clusterId());
        DocumentJson.revision(json, "revision", plan.revision());
        json.writeStringProperty("fingerprint", plan.fingerprint());
        json.writeBooleanProperty("applicable", plan.isApplicable() && plan.isWhole());
        summary(json, plan);
        json.writeArrayPropertyStart("changes");
        for (ResourceChange change : plan.changes()) {
            change(json, change, rows);
        }
        json.writeEndArray();
        DocumentJson.unreadable(json, plan.unreadable());
        DocumentJson.diagnostics(json, plan.diagnostics());
        DocumentJson.ids(json, "orphans", plan.orphans());
    }

    private static void summary(JsonGenerator json, Plan plan) {
        json.writeObjectPropertyStart("summary");
        json.writeNumberProperty("create", plan.count(ChangeType.CREATE));
        json.writeNumberProperty("update", plan.count(ChangeType.UPDATE));
        json.writeNumberProperty("delete", plan.count(ChangeType.DELETE));
        json.writeNumberProperty("blocked", plan.blocked());
        json.writeNumberProperty("unchanged", plan.unchanged());
        json.writeNumberProperty("unmanaged", plan.unmanaged().size());
        json.writeEndObject();
    }

    private static void change(JsonGenerator json, ResourceChange change, Rows rows) {
        json.writeStartObject();
        json.writeStringProperty("id", change.id().toString());
        json.writeStringProperty("kind", change.id().kind());
        json.writeStringProperty("name", change.id().name());
        json.writeStringProperty("action", change.changeType().label());
        json.writeStringProperty("cause", change.cause().label());
        json.writeStringProperty("risk", change.risk().label());
        json.writeBooleanProperty("blocked", change.isBlocked());
        json.writeArrayPropertyStart("fields");
        for (FieldDiff field : change.fields()) {
            json.writeStartObject();
            json.writeStringProperty("path", field.path());
            JsonOutput.text(json, "before", field.shownBefore());
            JsonOutput.text(json, "after", field.shownAfter());
            json.writeBooleanProperty("sensitive", field.sensitive());
            json.writeStringProperty("cause", field.cause().label());
            json.writeEndObject();
        }
        json.writeEndArray();
        DocumentJson.findings(json, change.findings());
        DocumentJson.ids(json, "dependsOn", change.dependsOn());
        DocumentJson.source(json, change.source());
        if (rows == Rows.WITH_BASIS) {
            json.writeStringProperty("basis", change.basis());
            if (change.owner() != null) {
                json.writeStringProperty("owner", change.owner());
            }
            json.writeStringProperty("operations", change.operationsFingerprint());
            Long loss = change.loss();
            if (loss != null) {
                json.writeNumberProperty("loss", loss);
            }
        }
        json.writeEndObject();
    }
}
