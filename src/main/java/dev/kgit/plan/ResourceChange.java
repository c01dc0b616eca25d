package dev.kgit.plan;

import dev.kgit.cluster.Operation;
import dev.kgit.diff.Cause;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.Risk;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One row of a plan: a resource, what differs, what is said about it, and what will be sent.
 *
 * @param findings what guards, the broker and the worker say; an error blocks the row
 * @param dependsOn rows of this plan that have to be done first
 * @param source where it is declared; null for what is declared no longer
 * @param operations what is sent, in this order
 * @param basis fingerprint of the live resource that this row starts from; {@code absent} where there is none
 * @param loss how many records are lost; null where none are, or nobody knows
 * @param owner which other project manages it, by the ledger that the plan was made with; null: none
 * @param consents which consents of the file open it; each is for one change
 */
public record ResourceChange(
        ResourceId id,
        ChangeType changeType,
        Cause cause,
        Risk risk,
        List<FieldDiff> fields,
        List<Diagnostic> findings,
        SortedSet<ResourceId> dependsOn,
        @Nullable Place source,
        List<Operation> operations,
        String basis,
        @Nullable String owner,
        SortedSet<String> consents,
        @Nullable Long loss) {

    /** A row that is nobody else's and needs no consent. */
    public ResourceChange(
            ResourceId id,
            ChangeType action,
            Cause cause,
            Risk risk,
            List<FieldDiff> fields,
            List<Diagnostic> findings,
            SortedSet<ResourceId> dependsOn,
            @Nullable Place source,
            List<Operation> actions,
            String basis) {
        this(id, action, cause, risk, fields, findings, dependsOn, source, actions, basis, null, new TreeSet<>(), null);
    }

    public ResourceChange {
        fields = List.copyOf(fields);
        findings = List.copyOf(findings);
        operations = List.copyOf(operations);
    }

    /** Fingerprint of what is sent, with where replicas go; secrets take no part. */
    public String operationsFingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        operations.forEach(fingerprint::add);
        return fingerprint.text();
    }

    /** The id from which it is moved, and which is not there any more when that is done; empty where it keeps its name. */
    public Optional<ResourceId> movedFrom() {
        return ResourceDiff.movedFrom(id, fields);
    }

    public boolean isBlocked() {
        return findings.stream().anyMatch(Diagnostic::isError);
    }
}
