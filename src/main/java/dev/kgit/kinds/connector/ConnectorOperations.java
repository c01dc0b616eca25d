package dev.kgit.kinds.connector;

import dev.kgit.cluster.Operation;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.OperationBuilder;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is sent for a connector's difference. */
final class ConnectorOperations implements OperationBuilder {

    @Override
    public List<Operation> operationsFor(ResourceDiff difference) {
        ResourceId id = difference.id();
        Resource wanted = difference.desired();
        return switch (difference.changeType()) {
            case CREATE ->
                List.of(new ConnectorOperation.CreateConnector(id, wanted.config(), wanted.text(Resource.STATE)));
            case DELETE -> List.of(new ConnectorOperation.DeleteConnector(id));
            case UPDATE -> changes(id, difference, wanted);
        };
    }

    /** What is to halt halts before it gets its new config, so that this never runs; what is to run has it first. */
    private List<Operation> changes(ResourceId id, ResourceDiff difference, Resource wanted) {
        List<Operation> operations = new ArrayList<>();
        boolean configured =
                difference.fields().stream().anyMatch(field -> field.path().startsWith(Resource.CONFIG));
        if (configured) {
            operations.add(update(id, difference, wanted));
        }
        FieldDiff state = difference.field(Resource.STATE);
        if (state != null && state.after() != null) {
            String to = state.after().text();
            boolean failed = state.before() != null
                    && ConnectorState.FAILED.equals(state.before().value());
            if (failed && ConnectorState.RUNNING.equals(to)) {
                // A new config starts everything anew; a restart on top of it would only disturb.
                if (!configured) {
                    operations.add(new ConnectorOperation.RestartConnector(id));
                }
            } else {
                operations.add(halts(to) ? 0 : operations.size(), new ConnectorOperation.ChangeConnectorState(id, to));
            }
        }
        return operations;
    }

    /** Whether no task works in that state. */
    static boolean halts(String state) {
        return state.equals(ConnectorState.PAUSED) || state.equals(ConnectorState.STOPPED);
    }

    /** What is declared, and what somebody else owns: as it is live, also where it comes back masked. */
    private static Operation update(ResourceId id, ResourceDiff difference, Resource wanted) {
        SortedMap<String, FieldValue> config = new TreeMap<>(wanted.config());
        List<String> keep = new ArrayList<>();
        Resource there = difference.live();
        if (there != null) {
            there.config().forEach((key, setting) -> {
                if (wanted.lifecycle().ignore().contains(key)) {
                    if (setting.isUnknown()) {
                        keep.add(key);
                    } else {
                        config.put(key, setting);
                    }
                }
            });
        }
        return new ConnectorOperation.UpdateConnector(id, config, keep, isSentAgain(difference));
    }

    /** Whether the worker may have all of it already, and nobody can tell. */
    private static boolean isSentAgain(ResourceDiff difference) {
        return difference.fields().stream()
                .filter(field -> field.path().startsWith(Resource.CONFIG))
                .allMatch(FieldDiff::isSentAgain);
    }
}
