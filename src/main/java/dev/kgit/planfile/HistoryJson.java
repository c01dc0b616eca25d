package dev.kgit.planfile;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.diff.FieldDiff;
import dev.kgit.json.JsonOutput;
import dev.kgit.plan.ResourceHistory;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** What was applied when by whom, as JSON, newest first. */
public final class HistoryJson {

    private HistoryJson() {}

    /**
     * Writes the runs of the entry; the stream stays open.
     *
     * @param subjects first lines of commit messages by commit, as far as this clone has them
     * @throws java.io.UncheckedIOException when the stream can't be written
     */
    public static void write(LedgerEntry entry, Map<String, String> subjects, OutputStream out) {
        JsonOutput.write(out, json -> {
            json.writeStringProperty("formatVersion", DocumentJson.FORMAT_VERSION);
            json.writeStringProperty("project", entry.project());
            json.writeStringProperty("environment", entry.environment());
            json.writeArrayPropertyStart("runs");
            entry.runs().forEach(run -> run(json, run, subjects));
            json.writeEndArray();
        });
    }

    /**
     * Writes what became of one resource; the stream stays open.
     *
     * @throws java.io.UncheckedIOException when the stream can't be written
     */
    public static void write(String project, String environment, ResourceHistory history, OutputStream out) {
        JsonOutput.write(out, json -> {
            json.writeStringProperty("formatVersion", DocumentJson.FORMAT_VERSION);
            json.writeStringProperty("project", project);
            json.writeStringProperty("environment", environment);
            json.writeStringProperty("id", history.id().toString());
            json.writeArrayPropertyStart("commits");
            history.steps().forEach(step -> step(json, step));
            json.writeEndArray();
            json.writeArrayPropertyStart("applies");
            for (LedgerRun run : history.runs()) {
                json.writeStartObject();
                who(json, run);
                json.writeBooleanProperty("complete", run.isComplete());
                JsonOutput.text(json, "action", run.changes().get(history.id()));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void step(JsonGenerator json, ResourceHistory.Step step) {
        json.writeStartObject();
        json.writeStringProperty("commit", step.commit());
        json.writeStringProperty("at", step.at().toString());
        json.writeStringProperty("author", step.author());
        json.writeStringProperty("subject", step.subject());
        json.writeStringProperty("action", step.change().changeType().label());
        json.writeArrayPropertyStart("fields");
        for (FieldDiff field : step.change().fields()) {
            json.writeStartObject();
            json.writeStringProperty("path", field.path());
            JsonOutput.text(json, "before", field.shownBefore());
            JsonOutput.text(json, "after", field.shownAfter());
            json.writeBooleanProperty("sensitive", field.sensitive());
            json.writeEndObject();
        }
        json.writeEndArray();
        LedgerRun applied = step.applied();
        json.writeName("applied");
        if (applied == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            who(json, applied);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void who(JsonGenerator json, LedgerRun run) {
        json.writeStringProperty("at", run.at().toString());
        json.writeStringProperty("by", run.by());
        json.writeStringProperty("host", run.host());
        JsonOutput.text(json, "commit", run.commit());
    }

    private static void run(JsonGenerator json, LedgerRun run, Map<String, String> subjects) {
        String commit = run.commit();
        json.writeStartObject();
        json.writeStringProperty("at", run.at().toString());
        json.writeStringProperty("by", run.by());
        json.writeStringProperty("host", run.host());
        JsonOutput.text(json, "commit", commit);
        JsonOutput.text(json, "branch", run.branch());
        json.writeBooleanProperty("dirty", run.dirty());
        json.writeBooleanProperty("complete", run.isComplete());
        json.writeStringProperty("begun", run.begun().toString());
        Instant ended = run.ended();
        JsonOutput.text(json, "ended", ended == null ? null : ended.toString());
        LedgerRun.Outcome outcome = run.outcome();
        JsonOutput.text(json, "outcome", outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT));
        JsonOutput.text(json, "subject", commit == null ? null : subjects.get(commit));
        json.writeArrayPropertyStart("changes");
        run.changes().forEach((id, action) -> {
            json.writeStartObject();
            json.writeStringProperty("id", id.toString());
            json.writeStringProperty("action", action);
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
    }
}
