package dev.kgit.planfile;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.RepositoryIdentity;
import dev.kgit.json.JsonOutput;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What the ledger holds, as JSON. */
public final class LedgerJson {

    private LedgerJson() {}

    /**
     * Writes the entries; the stream stays open.
     *
     * @throws java.io.UncheckedIOException when the stream can't be written
     */
    public static void write(List<LedgerEntry> entries, OutputStream out) {
        JsonOutput.write(out, json -> {
            json.writeStringProperty("formatVersion", DocumentJson.FORMAT_VERSION);
            json.writeArrayPropertyStart("entries");
            entries.forEach(entry -> entry(json, entry));
            json.writeEndArray();
        });
    }

    private static void entry(JsonGenerator json, LedgerEntry entry) {
        RepositoryIdentity root = entry.root();
        json.writeStartObject();
        json.writeStringProperty("project", entry.project());
        json.writeStringProperty("environment", entry.environment());
        JsonOutput.text(json, "root", root == null ? null : root.path());
        json.writeNumberProperty("resources", entry.managed().size());
        json.writeArrayPropertyStart("managed");
        entry.managed().forEach((id, managed) -> {
            json.writeStartObject();
            json.writeStringProperty("id", id.toString());
            json.writeStringProperty("status", managed.status().name().toLowerCase(Locale.ROOT));
            JsonOutput.text(json, "commit", managed.commit());
            json.writeBooleanProperty("dirty", managed.dirty());
            JsonOutput.text(json, "file", managed.file());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeName("lastComplete");
        run(json, entry.lastWhole().orElse(null));
        json.writeArrayPropertyStart("since");
        entry.sinceLastWhole().stream().filter(run -> !run.isWhole()).forEach(run -> run(json, run));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void run(JsonGenerator json, @Nullable LedgerRun run) {
        if (run == null) {
            json.writeNull();
            return;
        }
        Instant ended = run.ended();
        LedgerRun.Outcome outcome = run.outcome();
        json.writeStartObject();
        json.writeStringProperty("begun", run.begun().toString());
        JsonOutput.text(json, "ended", ended == null ? null : ended.toString());
        json.writeStringProperty("by", run.by());
        json.writeStringProperty("host", run.host());
        JsonOutput.text(json, "commit", run.commit());
        JsonOutput.text(json, "branch", run.branch());
        json.writeBooleanProperty("dirty", run.dirty());
        JsonOutput.text(json, "outcome", outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }
}
