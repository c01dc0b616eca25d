package dev.kgit.kinds.connector;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.DriftType;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What drift has to say of connectors: that they failed, or that somebody paused them. */
final class ConnectorDrift {

    private ConnectorDrift() {}

    static Optional<DriftType> type(ResourceDiff difference) {
        FieldDiff state = difference.field(Resource.STATE);
        String found =
                state == null || state.before() == null ? null : state.before().value();
        if (ConnectorState.FAILED.equals(found)) {
            return Optional.of(DriftType.FAILED);
        }
        boolean paused = found != null
                && ConnectorOperations.halts(found)
                && difference.fields().size() == 1;
        return paused ? Optional.of(DriftType.PAUSED) : Optional.empty();
    }

    static List<Diagnostic> findings(ResourceDiff difference, LiveState live) {
        List<Diagnostic> findings = new ArrayList<>();
        ConnectorStatus status = ConnectorStatus.of(live, difference.id());
        if (status != null && status.failed()) {
            ConnectorGuard.failures(difference, status, findings);
        }
        return findings;
    }
}
