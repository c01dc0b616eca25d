package dev.kgit.planfile;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.FieldDiff;
import dev.kgit.json.JsonOutput;
import dev.kgit.kind.DriftType;
import dev.kgit.kind.Risk;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.plan.Drift;
import dev.kgit.plan.ResourceDrift;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Drift as SARIF 2.1.0, for code scanning: each item stands at the line that declares it, and its fingerprint tells new
 * from known.
 */
public final class DriftSarif {

    private DriftSarif() {}

    /**
     * Writes the log; the stream stays open.
     *
     * @param kgit this program's version
     * @param prefix path of the desired-state repository's root in the Git repository: empty, or ending with a slash
     * @throws java.io.UncheckedIOException when the stream can't be written
     */
    public static void write(Drift drift, String kgit, String prefix, OutputStream out) {
        JsonOutput.write(out, json -> {
            json.writeStringProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.writeStringProperty("version", "2.1.0");
            json.writeArrayPropertyStart("runs");
            json.writeStartObject();
            tool(json, kgit);
            invocation(json, drift);
            json.writeArrayPropertyStart("results");
            boolean compared = drift.knownItems() > 0;
            drift.items().forEach(item -> result(json, item, prefix, compared));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    private static void tool(JsonGenerator json, String kgit) {
        json.writeObjectPropertyStart("tool");
        json.writeObjectPropertyStart("driver");
        json.writeStringProperty("name", "kgit");
        json.writeStringProperty("version", kgit);
        json.writeArrayPropertyStart("rules");
        for (DriftType kind : DriftType.values()) {
            json.writeStartObject();
            json.writeStringProperty("id", rule(kind));
            message(json, "shortDescription", "Not as applied: " + kind.label());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** What could not be read makes the run one that did not succeed. */
    private static void invocation(JsonGenerator json, Drift drift) {
        json.writeArrayPropertyStart("invocations");
        json.writeStartObject();
        json.writeBooleanProperty("executionSuccessful", drift.unreadable().isEmpty());
        json.writeArrayPropertyStart("toolExecutionNotifications");
        for (LiveState.ReadFailure readFailure : drift.unreadable()) {
            json.writeStartObject();
            json.writeStringProperty("level", "error");
            Diagnostic why = readFailure.why();
            message(json, "message", readFailure.id() + " could not be read: " + why.code() + ": " + why.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void result(JsonGenerator json, ResourceDrift item, String prefix, boolean compared) {
        json.writeStartObject();
        json.writeStringProperty("ruleId", rule(item.kind()));
        if (compared) {
            json.writeStringProperty("baselineState", item.known() ? "unchanged" : "new");
        }
        json.writeStringProperty("level", level(item.risk()));
        message(json, "message", text(item));
        location(json, item.source(), prefix);
        json.writeObjectPropertyStart("partialFingerprints");
        json.writeStringProperty("kgit/v1", item.fingerprint());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Code scanning wants a line for everything; what no file declares stands at the top of kgit.yaml. */
    private static void location(JsonGenerator json, @Nullable Place source, String prefix) {
        json.writeArrayPropertyStart("locations");
        json.writeStartObject();
        json.writeObjectPropertyStart("physicalLocation");
        json.writeObjectPropertyStart("artifactLocation");
        json.writeStringProperty("uri", uri(prefix + (source == null ? "kgit.yaml" : source.file())));
        json.writeEndObject();
        json.writeObjectPropertyStart("region");
        json.writeNumberProperty("startLine", source == null ? 1 : source.line());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    /** A relative URI reference; whatever a path may hold is escaped. */
    private static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte unit : path.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (unit >= 'a' && unit <= 'z')
                    || (unit >= 'A' && unit <= 'Z')
                    || (unit >= '0' && unit <= '9')
                    || "/._-~".indexOf(unit) >= 0;
            uri.append(plain ? String.valueOf((char) unit) : String.format(Locale.ROOT, "%%%02X", unit & 0xff));
        }
        return uri.toString();
    }

    private static String text(ResourceDrift item) {
        StringBuilder text = new StringBuilder(item.id().toString());
        text.append(" is not as it was applied: ").append(item.kind().label());
        for (FieldDiff field : item.fields()) {
            text.append("; ").append(field.path());
            text.append(" applied ").append(orNone(field.shownAfter()));
            text.append(", found ").append(orNone(field.shownBefore()));
        }
        for (Diagnostic finding : item.findings()) {
            text.append("; ").append(finding.code()).append(": ").append(finding.message());
        }
        return text.toString();
    }

    private static String orNone(@Nullable String value) {
        return value == null ? "(none)" : value;
    }

    private static String rule(DriftType kind) {
        return "drift/" + kind.label();
    }

    private static String level(Risk risk) {
        return switch (risk) {
            case HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    private static void message(JsonGenerator json, String name, String text) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("text", text);
        json.writeEndObject();
    }
}
