package dev.kgit.workflow;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.plan.Drift;
import dev.kgit.plan.ResourceDrift;
import dev.kgit.planfile.DriftJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The drift that a former run has told, so that a cron job alarms once for each thing and not each night.
 *
 * @param asked whether there was to be a former run at all
 * @param found whether what it has told was there to be read
 * @param seen when each item was first seen, by fingerprint
 */
public record KnownDrift(boolean asked, boolean found, Map<String, Optional<Instant>> seen) {

    /** A file that is not there is the first run of the job: nothing is known. */
    public static KnownDrift read(Invocation invocation, @Nullable Path file) {
        if (file == null) {
            return new KnownDrift(false, false, Map.of());
        }
        Path path = invocation.resolve(file);
        if (Files.notExists(path)) {
            return new KnownDrift(true, false, Map.of());
        }
        try {
            return new KnownDrift(true, true, DriftJson.known(Files.readAllBytes(path), file.toString()));
        } catch (IOException unreadable) {
            throw new KgitException.Invalid(
                    Diagnostic.error("KG744", file + " can't be read: " + unreadable.getMessage()));
        }
    }

    /** The drift, with what is known and since when; as it is where no former run was given. */
    Drift over(Drift drift, Instant now) {
        return asked
                ? drift.with(drift.items().stream().map(item -> mark(item, now)).toList())
                : drift;
    }

    private ResourceDrift mark(ResourceDrift item, Instant now) {
        Optional<Instant> since = seen.get(item.fingerprint());
        // The ledger's memory, where it has any, is older than both: the file may be of a later run, and now is later
        // still.
        Instant first = item.firstSeen();
        return since == null
                ? item.firstSeen(first == null ? now : first)
                : item.knownSince(first == null ? since.orElse(null) : first);
    }
}
