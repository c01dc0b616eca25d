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
import java.util.LinkedHashMap;
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

    /** ACLs that are named one by one, of those that failed for the same reason. */
    private static final int MOST_TOLD = 20;

    private final KafkaConnection connection;
    private final Permit permit;

    AclRequests(KafkaConnection connection, Permit permit) {
        this.connection = connection;
        this.permit = permit;
    }

    /** An ACL, and what becomes of the operation that it is sent for. */
    private record Item(Outcome outcome, Acl acl) {}

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

    /** What has become of the ACLs of one operation. */
    private static final class Outcome {
        private final PrincipalOperation operation;
        private final Map<String, List<String>> failures = new LinkedHashMap<>();
        private int sent;
        private int failed;
        private @Nullable Diagnostic why;
        private @Nullable Diagnostic denial;

        private Outcome(PrincipalOperation operation) {
            this.operation = operation;
        }

        private void failed(Acl acl, String words, Diagnostic first) {
            failed++;
            why = why == null ? first : why;
            failures.computeIfAbsent(words, none -> new ArrayList<>()).add("`" + acl.text() + "`");
        }

        /** Null: all is done. What was not sent at all is no failure, but denied. */
        private @Nullable Diagnostic diagnostic(String done) {
            Diagnostic denied = denial;
            if (denied != null && sent == 0) {
                return denied.withSubject(operation.id());
            }
            int all = operation.acls().size();
            int unsent = all - sent;
            if (failed + unsent == 0) {
                return null;
            }
            List<String> told = new ArrayList<>();
            failures.forEach((words, acls) -> told.add(words + ": "
                    + acls.stream().limit(MOST_TOLD).collect(Collectors.joining(", "))
                    + (acls.size() > MOST_TOLD ? " and " + (acls.size() - MOST_TOLD) + " more" : "")));
            if (denied != null) {
                told.add(unsent + " were not sent any more: " + denied.message());
            }
            Diagnostic first = why == null ? denied : why;
            return Diagnostic.error(
                            why == null ? "KG313" : why.code(),
                            operation.id() + ": " + (failed + unsent) + " of " + all + " ACLs were not " + done + ": "
                                    + String.join("; ", told))
                    .withHint(first == null ? null : first.hint())
                    .withSubject(operation.id());
        }
    }

    private <O extends PrincipalOperation> List<OperationResult> send(
            List<O> operations, Request request, String done) {
        Map<PrincipalOperation, Outcome> outcomes = new IdentityHashMap<>();
        List<Item> items = new ArrayList<>();
        for (O operation : operations) {
            Outcome outcome = new Outcome(operation);
            outcomes.put(operation, outcome);
            operation.acls().forEach(acl -> items.add(new Item(outcome, acl)));
        }
        for (List<Item> batch : Batches.of(items, BATCH)) {
            Optional<Diagnostic> denial = permit.denial();
            if (denial.isPresent()) {
                batch.forEach(item -> item.outcome().denial = denial.get());
                continue;
            }
            List<? extends KafkaFuture<?>> answers =
                    request.send(batch.stream().map(Item::acl).toList());
            for (int i = 0; i < batch.size(); i++) {
                Outcome outcome = batch.get(i).outcome();
                outcome.sent++;
                @Nullable Throwable failure = RequestResult.of(answers.get(i)).failure();
                if (failure != null) {
                    outcome.failed(batch.get(i).acl(), words(failure), why(outcome.operation, failure));
                }
            }
        }
        return operations.stream()
                .map(operation -> new OperationResult(
                        operation,
                        Objects.requireNonNull(outcomes.get(operation)).diagnostic(done)))
                .toList();
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
