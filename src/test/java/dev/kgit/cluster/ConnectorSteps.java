package dev.kgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.kinds.connector.ConnectorStatus;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Short words for what the claims about connectors are made with. */
public interface ConnectorSteps {

    Cluster cluster();

    /** A connector name that nobody has used. */
    ResourceId fresh(String hint);

    /** A config that the platform runs without fail, with {@code tasks.max} 1. */
    Map<String, String> config();

    default SortedMap<String, FieldValue> settings(Map<String, String> config) {
        SortedMap<String, FieldValue> settings = new TreeMap<>();
        config.forEach((key, value) -> settings.put(key, FieldValue.of(value)));
        return settings;
    }

    /** The usual config with these keys on top; an empty value takes a key away. */
    default SortedMap<String, FieldValue> configWith(String... pairs) {
        SortedMap<String, FieldValue> settings = settings(config());
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1].isEmpty()) {
                settings.remove(pairs[i]);
            } else {
                settings.put(pairs[i], FieldValue.of(pairs[i + 1]));
            }
        }
        return settings;
    }

    default ConnectorOperation.CreateConnector create(ResourceId id, String... pairs) {
        return new ConnectorOperation.CreateConnector(id, configWith(pairs), null);
    }

    default ConnectorOperation.UpdateConnector update(ResourceId id, String... pairs) {
        return new ConnectorOperation.UpdateConnector(id, configWith(pairs), List.of());
    }

    default ResourceId created(String hint, String... pairs) {
        ResourceId id = fresh(hint);
        done(create(id, pairs));
        return id;
    }

    default OperationResult perform(Operation action) {
        List<OperationResult> outcomes = cluster().execute(List.of(action), progress -> {});
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(0).action()).isSameAs(action);
        return outcomes.get(0);
    }

    default void done(Operation action) {
        OperationResult outcome = perform(action);
        assertThat(outcome.failure()).as("failure of %s", action.id()).isNull();
    }

    default Diagnostic failure(Operation action) {
        Diagnostic failure = perform(action).failure();
        assertThat(failure).as("failure of %s", action.id()).isNotNull();
        return failure;
    }

    default LiveState read(ResourceId... ids) {
        return cluster().read(() -> Set.copyOf(List.of(ids)));
    }

    default Resource resource(ResourceId id) {
        Resource resource = read(id).state().get(id);
        assertThat(resource).as("%s is there", id).isNotNull();
        return resource;
    }

    default @Nullable String state(ResourceId id) {
        return resource(id).text(Resource.STATE);
    }

    default ConnectorStatus facts(ResourceId id) {
        ConnectorStatus facts = ConnectorStatus.of(read(id), id);
        assertThat(facts).as("%s is there", id).isNotNull();
        return facts;
    }
}
