package dev.kgit.kinds.principal.live;

import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.kafka.Batches;
import dev.kgit.kafka.BrokerErrors;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.PrincipalOperation;
import dev.kgit.model.Diagnostic;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DeleteAclsResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.jspecify.annotations.Nullable;

/** Sends ACLs of many principals in few requests; each ACL has its own answer. */
final class AclRequests {

    /** ACLs in one request: a fifth of what a controller takes, so that it stays responsive. */
    static final int BATCH = 2_000;

    /** Failures that are told one by one. */
    private static final int MOST_TOLD = 20;

    private final KafkaConnection connection;
    private final Permit permit;

    AclRequests(KafkaConnection connection, Permit permit) {
        this.connection = connection;
        this.permit = permit;
    }

    /** An ACL, and the operation that it is sent for. */
    private record Item(PrincipalOperation operation, Acl acl) {}

    /** One answer for each ACL of a request, in their order. */
    @FunctionalInterface
    private interface Request {
        List<? extends KafkaFuture<?>> send(List<Acl> acls);
    }

    List<OperationResult> create(List<PrincipalOperation.CreateAcls> operations) {
        return send(operations, this::creates, "created");
    }

    List<OperationResult> delete(List<PrincipalOperation.DeleteAcls> operations) {
        return send(operations, this::deletes, "taken away");
    }

    private List<KafkaFuture<Void>> creates(List<Acl> acls) {
        Admin admin = connection.admin();
        List<AclBinding> bindings = acls.stream().map(AclBindings::binding).toList();
        Map<AclBinding, KafkaFuture<Void>> answers = admin.createAcls(bindings).values();
        return bindings.stream()
                .map(binding -> Objects.requireNonNull(answers.get(binding)))
                .toList();
    }

    /** The filter of a binding matches that binding and no other one. */
    private List<KafkaFuture<Void>> deletes(List<Acl> acls) {
        Admin admin = connection.admin();
        List<AclBindingFilter> filters =
                acls.stream().map(acl -> AclBindings.binding(acl).toFilter()).toList();
        Map<AclBindingFilter, KafkaFuture<DeleteAclsResult.FilterResults>> answers =
                admin.deleteAcls(filters).values();
        return filters.stream()
                .map(filter -> Objects.requireNonNull(answers.get(filter)).thenApply(AclRequests::deleted))
                .toList();
    }

    /** What was gone already is a success. */
    private static Void deleted(DeleteAclsResult.FilterResults results) {
        for (DeleteAclsResult.FilterResult result : results.values()) {
            if (result.exception() != null) {
                throw result.exception();
            }
        }
        return nothing();
    }

    @SuppressWarnings("NullAway") // Void has no other value.
    private static Void nothing() {
        return null;
    }

    private <O extends PrincipalOperation> List<OperationResult> send(
            List<O> operations, Request request, String done) {
        List<Item> items = new ArrayList<>();
        operations.forEach(operation -> operation.acls().forEach(acl -> items.add(new Item(operation, acl))));
        Map<PrincipalOperation, List<String>> failures = new IdentityHashMap<>();
        Map<PrincipalOperation, Diagnostic> first = new IdentityHashMap<>();
        Map<PrincipalOperation, Integer> sent = new IdentityHashMap<>();
        Map<PrincipalOperation, Diagnostic> denied = new IdentityHashMap<>();
        for (List<Item> batch : Batches.of(items, BATCH)) {
            Optional<Diagnostic> denial = permit.denial();
            if (denial.isPresent()) {
                batch.forEach(item -> denied.put(item.operation(), denial.get()));
                continue;
            }
            List<? extends KafkaFuture<?>> answers =
                    request.send(batch.stream().map(Item::acl).toList());
            for (int i = 0; i < batch.size(); i++) {
                Item item = batch.get(i);
                sent.merge(item.operation(), 1, Integer::sum);
                @Nullable Throwable failure = RequestResult.of(answers.get(i)).failure();
                if (failure != null) {
                    Diagnostic why = why(item.operation(), failure);
                    first.putIfAbsent(item.operation(), why);
                    failures.computeIfAbsent(item.operation(), none -> new ArrayList<>())
                            .add("`" + item.acl().text() + "`: " + words(failure));
                }
            }
        }
        return operations.stream()
                .map(operation -> new OperationResult(
                        operation,
                        outcome(
                                operation,
                                failures.getOrDefault(operation, List.of()),
                                first.get(operation),
                                sent.getOrDefault(operation, 0),
                                denied.get(operation),
                                done)))
                .toList();
    }

    private static @Nullable Diagnostic outcome(
            PrincipalOperation operation,
            List<String> failures,
            @Nullable Diagnostic first,
            int sent,
            @Nullable Diagnostic denied,
            String done) {
        int all = operation.acls().size();
        if (denied != null && sent == 0) {
            return denied.withSubject(operation.id());
        }
        if (first == null && denied == null) {
            return null;
        }
        int undone = failures.size() + all - sent;
        String told = failures.stream().limit(MOST_TOLD).collect(Collectors.joining("; "))
                + (failures.size() > MOST_TOLD ? "; and " + (failures.size() - MOST_TOLD) + " more" : "");
        String rest = all > sent ? (told.isEmpty() ? "" : "; ") + (all - sent) + " were not sent any more" : "";
        Diagnostic why = first == null ? Objects.requireNonNull(denied) : first;
        return Diagnostic.error(
                        first == null ? "KG313" : why.code(),
                        operation.id() + ": " + undone + " of " + all + " ACLs were not " + done + ": " + told + rest)
                .withHint(why.hint())
                .withSubject(operation.id());
    }

    private Diagnostic why(PrincipalOperation operation, Throwable failure) {
        if (failure instanceof SecurityDisabledException) {
            return AclReader.noAuthorizer().withSubject(operation.id());
        }
        Diagnostic why = new BrokerErrors(connection.redactor()).of(operation.id(), failure);
        return failure instanceof AuthorizationException ? why.withHint("grant it ALTER on the cluster") : why;
    }

    private String words(Throwable failure) {
        return new BrokerErrors(connection.redactor()).words(failure);
    }
}
