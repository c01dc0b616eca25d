package dev.kgit.cluster;

import dev.kgit.concurrent.BackgroundExecutor;
import dev.kgit.concurrent.InterruptibleWait;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Several parts of a platform, a Kafka cluster and its Connect clusters, as one. Parts are asked at the same time. */
public final class CompositeCluster implements Cluster {

    private static final InterruptibleWait WAIT =
            new InterruptibleWait(Diagnostic.error("KG411", "interrupted while waiting for Kafka and Connect"));

    private final List<Cluster> parts;
    private final BackgroundExecutor threads;

    public CompositeCluster(List<Cluster> parts) {
        this.parts = List.copyOf(parts);
        this.threads = new BackgroundExecutor("kgit-platform");
    }

    @Override
    public LiveState read(ReadRequest wanted) {
        return eachPart(parts, part -> readable(part, wanted)).stream().reduce(LiveState.NOTHING, LiveState::with);
    }

    /** What a part says, or, where it does not answer, that all that was asked of it could not be read. */
    private static LiveState readable(Cluster part, ReadRequest wanted) {
        try {
            return part.read(wanted);
        } catch (KgitException.Unavailable silent) {
            List<LiveState.ReadFailure> readFailures = wanted.all().stream()
                    .filter(part::owns)
                    .sorted()
                    .map(id ->
                            new LiveState.ReadFailure(id, silent.diagnostics().get(0)))
                    .toList();
            if (readFailures.isEmpty() && part.standsAlone()) {
                return LiveState.NOTHING.saying(notLookedAt(silent.diagnostics().get(0), wanted.everything()));
            }
            if (readFailures.isEmpty()) {
                throw silent;
            }
            return LiveState.NOTHING.with(readFailures);
        }
    }

    /** Nothing that is declared waits for it; who asks for everything has not got it. */
    private static Diagnostic notLookedAt(Diagnostic why, boolean everything) {
        String message = "not looked at, and nothing is declared there: " + why.message();
        return (everything ? Diagnostic.error("KG458", message) : Diagnostic.warning("KG458", message))
                .withHint(
                        "what is there is not counted; start it, or take its address out of environment.yaml where nobody"
                                + " needs it");
    }

    @Override
    public SortedMap<ResourceId, Evidence> evidence(Collection<? extends EvidenceRequest> requests) {
        SortedMap<ResourceId, Evidence> all = new TreeMap<>();
        eachPart(parts, part -> part.evidence(requests)).forEach(all::putAll);
        return all;
    }

    @Override
    public List<ValidationFinding> validate(List<Operation> actions) {
        return eachPart(parts, part -> part.validate(ownedBy(part, actions))).stream()
                .flatMap(Collection::stream)
                .toList();
    }

    @Override
    public List<OperationResult> execute(List<Operation> actions, Permit permit, Consumer<OperationProgress> progress) {
        List<Cluster> asked =
                parts.stream().filter(part -> !ownedBy(part, actions).isEmpty()).toList();
        Map<Operation, OperationResult> outcomes = new IdentityHashMap<>();
        eachPart(asked, part -> part.execute(ownedBy(part, actions), permit, progress)).stream()
                .flatMap(Collection::stream)
                .forEach(outcome -> outcomes.put(outcome.action(), outcome));
        return actions.stream()
                .flatMap(action -> Stream.ofNullable(outcomes.get(action)))
                .toList();
    }

    @Override
    public SecretKeys secretKeys(Collection<Resource> declared) {
        List<Cluster> asked = parts.stream()
                .filter(part -> declared.stream().anyMatch(resource -> part.owns(resource.id())))
                .toList();
        return eachPart(
                        asked,
                        part -> part.secretKeys(declared.stream()
                                .filter(resource -> part.owns(resource.id()))
                                .toList()))
                .stream()
                .reduce(SecretKeys.NONE, SecretKeys::and);
    }

    @Override
    public boolean owns(ResourceId id) {
        return parts.stream().anyMatch(part -> part.owns(id));
    }

    @Override
    public void close() {
        threads.close();
        parts.forEach(Cluster::close);
    }

    private static List<Operation> ownedBy(Cluster part, List<Operation> actions) {
        return actions.stream().filter(action -> part.owns(action.id())).toList();
    }

    private <T> List<T> eachPart(List<Cluster> asked, Function<Cluster, T> question) {
        return threads.each(asked, question, WAIT);
    }
}
