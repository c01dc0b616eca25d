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
            case UPDATE ->
                difference
                        .movedFrom()
                        .map(from -> List.of(move(from, difference, wanted)))
                        .orElseGet(() -> changes(id, difference, wanted));
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

    /** With what somebody else owns; a value of theirs that is masked stays behind. */
    private static Operation move(ResourceId from, ResourceDiff difference, Resource wanted) {
        return new ConnectorOperation.MoveConnector(
                difference.id(), from, config(difference, wanted, new ArrayList<>()), stateAfterMove(difference));
    }

    /**
     * In which state a connector is that was moved. Where nothing is declared that is the one of what it is moved from: a
     * move that was cut short has stopped that itself, and had it run before as far as anybody can tell.
     */
    static String stateAfterMove(ResourceDiff difference) {
        String declared = difference.desired().text(Resource.STATE);
        if (declared != null) {
            return declared;
        }
        Resource there = difference.live();
        String state = there == null || there.id().equals(difference.id()) ? null : there.text(Resource.STATE);
        return state != null && halts(state) ? state : ConnectorState.RUNNING;
    }

    /** What is declared, and what somebody else owns: as it is live, also where it comes back masked. */
    private static Operation update(ResourceId id, ResourceDiff difference, Resource wanted) {
        List<String> keep = new ArrayList<>();
        SortedMap<String, FieldValue> config = config(difference, wanted, keep);
        return new ConnectorOperation.UpdateConnector(id, config, keep, isSentAgain(difference));
    }

    /** @param keep takes the keys of somebody else whose values can't be seen */
    private static SortedMap<String, FieldValue> config(ResourceDiff difference, Resource wanted, List<String> keep) {
        SortedMap<String, FieldValue> config = new TreeMap<>(wanted.config());
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
        return config;
    }

    /** Whether the worker may have all of it already, and nobody can tell. */
    private static boolean isSentAgain(ResourceDiff difference) {
        return difference.fields().stream()
                .filter(field -> field.path().startsWith(Resource.CONFIG))
                .allMatch(FieldDiff::isSentAgain);
    }
}
