package dev.kgit.kinds.principal.live;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.cluster.SecretKeys;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kinds.principal.AuthorizerSettings;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.kinds.principal.PrincipalOperation;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The ACLs of a Kafka cluster, principal by principal, through Kafka's own AdminClient. */
public final class KafkaAcls implements Cluster {

    private final KafkaConnection connection;

    /** @param connection somebody else's, who closes it */
    public KafkaAcls(KafkaConnection connection) {
        this.connection = connection;
    }

    @Override
    public LiveState read(ReadRequest wanted) {
        return new AclReader(connection).read(wanted);
    }

    /** All principals are asked about the same brokers. */
    @Override
    public SortedMap<ResourceId, Evidence> evidence(Collection<? extends EvidenceRequest> requests) {
        List<AuthorizerSettings.Request> asked = requests.stream()
                .filter(AuthorizerSettings.Request.class::isInstance)
                .map(AuthorizerSettings.Request.class::cast)
                .toList();
        SortedMap<ResourceId, Evidence> evidence = new TreeMap<>();
        if (!asked.isEmpty()) {
            AuthorizerSettings settings = AuthorizerSettingsReader.read(connection);
            asked.forEach(request -> evidence.put(request.id(), settings));
        }
        return evidence;
    }

    /** Kafka judges no ACL without creating it. */
    @Override
    public List<ValidationFinding> validate(List<Operation> actions) {
        return List.of();
    }

    /** What is given comes before what is taken away. */
    @Override
    public List<OperationResult> execute(List<Operation> actions, Permit permit, Consumer<OperationProgress> progress) {
        AclRequests requests = new AclRequests(connection, permit);
        Map<Operation, OperationResult> results = new IdentityHashMap<>();
        requests.create(of(PrincipalOperation.CreateAcls.class, actions))
                .forEach(result -> results.put(result.action(), result));
        requests.delete(of(PrincipalOperation.DeleteAcls.class, actions))
                .forEach(result -> results.put(result.action(), result));
        return actions.stream()
                .map(action -> Objects.requireNonNull(results.get(action)))
                .toList();
    }

    private static <O extends PrincipalOperation> List<O> of(Class<O> type, List<Operation> actions) {
        return actions.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public SecretKeys secretKeys(Collection<Resource> declared) {
        return SecretKeys.NONE;
    }

    @Override
    public boolean owns(ResourceId id) {
        return id.isOf(PrincipalKind.NAME);
    }

    @Override
    public void close() {}
}
