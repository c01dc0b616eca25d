package dev.kgit.plan;

import dev.kgit.diff.Cause;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kind.DriftType;
import dev.kgit.kind.Risk;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import dev.kgit.model.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One resource that is not as it was applied.
 *
 * @param fields what differs: {@code before} is the value found, {@code after} the one applied
 * @param findings what else there is to say, such as the head of a failed task's trace
 * @param source where it was declared; null where that is not known
 * @param fingerprint {@code sha256:...} over id, kind and the fields as shown: the same from run to run for the same drift
 * @param firstSeen when it was first told; null where that is not known
 * @param commit the commit that declared it, or, where history is cut, the one that was applied; null where neither is known
 * @param known whether a former run has told it
 */
public record ResourceDrift(
        ResourceId id,
        DriftType kind,
        Cause cause,
        Risk risk,
        List<FieldDiff> fields,
        List<Diagnostic> findings,
        @Nullable Place source,
        String fingerprint,
        @Nullable Instant firstSeen,
        @Nullable String commit,
        boolean known) {

    public ResourceDrift {
        fields = List.copyOf(fields);
        findings = List.copyOf(findings);
    }

    /** An item with its fingerprint, not yet known from former runs. */
    public static ResourceDrift of(
            ResourceId id,
            DriftType kind,
            Cause cause,
            Risk risk,
            List<FieldDiff> fields,
            List<Diagnostic> findings,
            @Nullable Place source,
            @Nullable String commit) {
        return new ResourceDrift(
                id, kind, cause, risk, fields, findings, source, fingerprint(id, kind, fields), null, commit, false);
    }

    /** Where the applied value stands that is not honoured any more; of several, and of a whole resource, the first line. */
    public @Nullable Place declaredAt() {
        for (FieldDiff field : fields) {
            FieldValue applied = field.after();
            if (kind != DriftType.MISSING && applied != null && applied.place() != null) {
                return applied.place();
            }
        }
        return source;
    }

    /** The same, declared by that commit. */
    public ResourceDrift declaredBy(String hash) {
        return new ResourceDrift(id, kind, cause, risk, fields, findings, source, fingerprint, firstSeen, hash, known);
    }

    /** The same with one more thing to say about it. */
    public ResourceDrift with(Diagnostic finding) {
        List<Diagnostic> more = new ArrayList<>(findings);
        more.add(finding);
        return new ResourceDrift(id, kind, cause, risk, fields, more, source, fingerprint, firstSeen, commit, known);
    }

    /** Not told before, and seen first now. */
    public ResourceDrift firstSeen(Instant when) {
        return new ResourceDrift(id, kind, cause, risk, fields, findings, source, fingerprint, when, commit, false);
    }

    /** Told before; since when is null where the former run did not know. */
    public ResourceDrift knownSince(@Nullable Instant when) {
        return new ResourceDrift(id, kind, cause, risk, fields, findings, source, fingerprint, when, commit, true);
    }

    private static String fingerprint(ResourceId id, DriftType kind, List<FieldDiff> fields) {
        return new Fingerprint().add(id).add(kind.label()).addFields(fields).text();
    }
}
