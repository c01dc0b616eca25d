package dev.kgit.kinds.principal.live;

import dev.kgit.cluster.Cluster.ReadRequest;
import dev.kgit.cluster.ClusterInfo;
import dev.kgit.cluster.LiveState;
import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.AclFacts;
import dev.kgit.kinds.principal.AclIndex;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.jspecify.annotations.Nullable;

/**
 * One reading of all ACLs, whoever's: brokers tell all of them or none. Nothing is asked where no principal is declared or
 * was managed before.
 */
final class AclReader {

    private final KafkaConnection connection;

    AclReader(KafkaConnection connection) {
        this.connection = connection;
    }

    LiveState read(ReadRequest wanted) {
        @Nullable KafkaFuture<Collection<AclBinding>> early = null;
        // As soon as one principal is seen in the files, the brokers are asked, and answer while the rest is parsed.
        for (Set<ResourceId> some : wanted.early()) {
            if (some.stream().anyMatch(id -> id.isOf(PrincipalKind.NAME))) {
                early = ask();
                break;
            }
        }
        SortedSet<ResourceId> asked = new TreeSet<>(wanted.all());
        asked.removeIf(id -> !id.isOf(PrincipalKind.NAME));
        if (asked.isEmpty() && !wanted.everything()) {
            return LiveState.NOTHING;
        }
        RequestResult<Collection<AclBinding>> answer = RequestResult.of(early == null ? ask() : early);
        if (answer.failedWith(SecurityDisabledException.class)) {
            return unreadable(noAuthorizer(), asked);
        }
        if (answer.failedWith(AuthorizationException.class)) {
            return unreadable(hidden(), asked);
        }
        return found(ConnectivityDiagnosis.orThrow(answer, connection), asked, wanted.everything());
    }

    private KafkaFuture<Collection<AclBinding>> ask() {
        return connection.admin().describeAcls(AclBindingFilter.ANY).values();
    }

    static Diagnostic noAuthorizer() {
        return Diagnostic.error("KG413", "the brokers have no authorizer, so nobody keeps or asks for ACLs")
                .withHint("set authorizer.class.name on brokers and controllers, or take `principals:` out of this"
                        + " environment");
    }

    private static Diagnostic hidden() {
        return Diagnostic.error("KG414", "this principal may not see ACLs: it lacks DESCRIBE on the cluster")
                .withHint("grant it that; see docs/permissions.md, and `kgit doctor`");
    }

    /** Where nothing is asked for by name, that is only told. */
    private static LiveState unreadable(Diagnostic why, SortedSet<ResourceId> asked) {
        LiveState none = LiveState.NOTHING.with(
                asked.stream().map(id -> new LiveState.ReadFailure(id, why)).toList());
        return asked.isEmpty()
                ? none.saying(Diagnostic.warning(why.code(), "no principals are looked at: " + why.message())
                        .withHint(why.hint()))
                : none;
    }

    private LiveState found(Collection<AclBinding> bindings, SortedSet<ResourceId> asked, boolean everything) {
        List<Acl> all = bindings.stream().map(AclBindings::acl).toList();
        SortedMap<String, List<Acl>> byPrincipal = new TreeMap<>();
        all.forEach(acl -> byPrincipal
                .computeIfAbsent(acl.principal(), none -> new ArrayList<>())
                .add(acl));
        List<Resource> principals = new ArrayList<>();
        SortedSet<ResourceId> others = new TreeSet<>();
        byPrincipal.forEach((name, acls) -> {
            ResourceId id = PrincipalKind.id(name);
            if (everything || asked.contains(id)) {
                principals.add(Resource.live(id, PrincipalKind.fields(acls)));
            } else {
                others.add(id);
            }
        });
        return new LiveState(
                ClusterInfo.UNKNOWN,
                State.of(principals),
                new TreeMap<>(),
                Map.of(PrincipalKind.NAME, new AclFacts(connection.principal(), new AclIndex(all))),
                others,
                List.of());
    }
}
