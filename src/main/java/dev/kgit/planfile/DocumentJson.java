package dev.kgit.planfile;

import dev.kgit.cluster.LiveState;
import dev.kgit.json.JsonOutput;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What the JSON documents of kgit have in common. */
final class DocumentJson {

    /** The format of every JSON document of kgit but the plan. It grows by new keys; anything else is another version. */
    static final String FORMAT_VERSION = "1.0";

    /** The format of a plan, which has grown since. */
    static final String PLAN_VERSION = "1.1";

    private DocumentJson() {}

    /** What could not be read, and why. */
    static void unreadable(JsonGenerator json, List<LiveState.ReadFailure> readFailures) {
        json.writeArrayPropertyStart("unreadable");
        for (LiveState.ReadFailure readFailure : readFailures) {
            Diagnostic why = readFailure.why();
            json.writeStartObject();
            json.writeStringProperty("id", readFailure.id().toString());
            json.writeStringProperty("code", why.code());
            json.writeStringProperty("severity", why.severity().label());
            json.writeStringProperty("message", why.message());
            JsonOutput.text(json, "hint", why.hint());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void cluster(JsonGenerator json, @Nullable String id) {
        json.writeObjectPropertyStart("cluster");
        JsonOutput.text(json, "id", id);
        json.writeEndObject();
    }

    static void revision(JsonGenerator json, String name, Revision revision) {
        json.writeObjectPropertyStart(name);
        JsonOutput.text(json, "commit", revision.commit());
        JsonOutput.text(json, "branch", revision.branch());
        json.writeBooleanProperty("dirty", revision.dirty());
        json.writeEndObject();
    }

    static void source(JsonGenerator json, @Nullable Place place) {
        json.writeName("source");
        if (place == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("file", place.file());
        json.writeNumberProperty("line", place.line());
        json.writeEndObject();
    }

    static void ids(JsonGenerator json, String name, Iterable<ResourceId> ids) {
        json.writeArrayPropertyStart(name);
        ids.forEach(id -> json.writeString(id.toString()));
        json.writeEndArray();
    }

    /** What is said about one row; hint and position only where there are any. */
    static void findings(JsonGenerator json, List<Diagnostic> findings) {
        json.writeArrayPropertyStart("findings");
        for (Diagnostic finding : findings) {
            json.writeStartObject();
            opening(json, finding);
            if (finding.hint() != null) {
                json.writeStringProperty("hint", finding.hint());
            }
            if (finding.place() != null) {
                position(json, finding.place());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What is said about the whole; every key always there. */
    static void diagnostics(JsonGenerator json, List<Diagnostic> diagnostics) {
        json.writeArrayPropertyStart("diagnostics");
        for (Diagnostic diagnostic : diagnostics) {
            json.writeStartObject();
            opening(json, diagnostic);
            JsonOutput.text(json, "hint", diagnostic.hint());
            if (diagnostic.place() == null) {
                json.writeNullProperty("file");
                json.writeNullProperty("line");
                json.writeNullProperty("column");
            } else {
                position(json, diagnostic.place());
            }
            ResourceId subject = diagnostic.subject();
            JsonOutput.text(json, "subject", subject == null ? null : subject.toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void opening(JsonGenerator json, Diagnostic diagnostic) {
        json.writeStringProperty("code", diagnostic.code());
        json.writeStringProperty("severity", diagnostic.severity().label());
        json.writeStringProperty("message", diagnostic.message());
    }

    private static void position(JsonGenerator json, Place place) {
        json.writeStringProperty("file", place.file());
        json.writeNumberProperty("line", place.line());
        json.writeNumberProperty("column", place.column());
    }
}
