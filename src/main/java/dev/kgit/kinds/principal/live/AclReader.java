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
import dev.kgit.model.FieldValue;
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
        @Nullable RequestResult<AclsByPrincipal> early = null;
        // As soon as one principal is seen in the files, the brokers are asked, while the rest is parsed.
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
        RequestResult<AclsByPrincipal> answer = early == null ? ask() : early;
        if (answer.failedWith(SecurityDisabledException.class)) {
            return unreadable(noAuthorizer(), asked);
        }
        if (answer.failedWith(AuthorizationException.class)) {
            return unreadable(hidden(), asked);
        }
        return found(ConnectivityDiagnosis.orThrow(answer, connection), asked, wanted.everything());
    }

    /**
     * All ACLs, and those of each principal as its fields.
     *
     * @param partly principals that have ACLs of which this version does not know what they say
     */
    record AclsByPrincipal(
            List<Acl> all, SortedMap<String, SortedMap<String, FieldValue>> fields, SortedSet<String> partly) {

        static AclsByPrincipal of(Collection<AclBinding> bindings) {
            List<Acl> all = new ArrayList<>();
            SortedMap<String, SortedMap<String, FieldValue>> fields = new TreeMap<>();
            SortedSet<String> partly = new TreeSet<>();
            for (AclBinding binding : bindings) {
                String principal = binding.entry().principal();
                SortedMap<String, FieldValue> its = fields.computeIfAbsent(principal, none -> new TreeMap<>());
                AclBindings.acl(binding)
                        .ifPresentOrElse(
                                acl -> {
                                    all.add(acl);
                                    its.put(acl.path(), PrincipalKind.LIVE);
                                },
                                () -> partly.add(principal));
            }
            return new AclsByPrincipal(all, fields, partly);
        }
    }

    private RequestResult<AclsByPrincipal> ask() {
        RequestResult<Collection<AclBinding>> answer = RequestResult.of(
                connection.admin().describeAcls(AclBindingFilter.ANY).values());
        if (answer.failed()) {
            return new RequestResult<>(null, answer.failure());
        }
        return new RequestResult<>(AclsByPrincipal.of(answer.get()), null);
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

    private static Diagnostic unknown(ResourceId principal) {
        return Diagnostic.error(
                        "KG416",
                        principal
                                + " has ACLs with an operation, a type of resource or of pattern that this version of kgit"
                                + " does not know")
                .withHint("take a newer version of kgit; `kafka-acls --list` shows them")
                .withSubject(principal);
    }

    private LiveState found(AclsByPrincipal acls, SortedSet<ResourceId> asked, boolean everything) {
        return found(acls, asked, everything, connection.principal());
    }

    /** Of a principal that is partly unknown nothing is concluded. */
    static LiveState found(
            AclsByPrincipal acls, SortedSet<ResourceId> asked, boolean everything, @Nullable String self) {
        List<Resource> principals = new ArrayList<>();
        List<LiveState.ReadFailure> unreadable = new ArrayList<>();
        SortedSet<ResourceId> others = new TreeSet<>();
        acls.fields().forEach((name, fields) -> {
            ResourceId id = PrincipalKind.id(name);
            if (!everything && !asked.contains(id)) {
                others.add(id);
            } else if (acls.partly().contains(name)) {
                unreadable.add(new LiveState.ReadFailure(id, unknown(id)));
            } else {
                principals.add(Resource.live(id, fields));
            }
        });
        return new LiveState(
                        ClusterInfo.UNKNOWN,
                        State.of(principals),
                        new TreeMap<>(),
                        Map.of(PrincipalKind.NAME, new AclFacts(self, new AclIndex(acls.all()))),
                        others,
                        List.of())
                .with(unreadable);
    }
}
