package dev.kgit.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.ClusterInfo;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.ResourceStatus;
import dev.kgit.diff.AppliedState;
import dev.kgit.diff.Diff;
import dev.kgit.diff.Differ;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Declared;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import dev.kgit.plan.LiveView;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the engine relies on, whichever kind it is. A new kind has a test that implements this. */
public interface KindContract {

    Kind kind();

    /** A resource as files declare it, with all fields that the kind has. */
    Resource declared(String name);

    /** The same, declared otherwise in one field. */
    Resource changed(Resource declared);

    /** What the platform says of a live resource beside its fields; empty for a kind of which it says nothing. */
    default SortedMap<ResourceId, ResourceStatus> statuses(Resource live) {
        return new TreeMap<>();
    }

    @Test
    default void readsItsIdsBackFromTheirText() {
        ResourceId id = declared("a").id();
        assertThat(new Kinds(List.of(kind())).parse(id.toString())).contains(id);
        assertThat(id.kind()).isEqualTo(kind().name());
        assertThat(id.scope().isEmpty()).isEqualTo(!kind().isScoped());
    }

    @Test
    default void findsNoDifferenceBetweenEquals() {
        Resource resource = declared("a");
        assertThat(differences(resource, resource)).isEmpty();
    }

    @Test
    default void findsAChange() {
        Resource resource = declared("a");
        assertThat(differences(changed(resource), resource)).hasSize(1).allSatisfy(difference -> {
            assertThat(difference.fields()).isNotEmpty();
            assertThat(difference.id()).isEqualTo(resource.id());
        });
    }

    @Test
    default void sendsSomethingForEachDifferenceAndOnlyAboutItsResource() {
        Resource resource = declared("a");
        Resource gone = absent(resource);
        for (ResourceDiff difference : List.of(
                only(differences(resource, null)),
                only(differences(changed(resource), resource)),
                only(differences(gone, resource)))) {
            LiveState live = live(difference.live());
            List<Operation> operations =
                    kind().operations(live, Declared.environment()).operationsFor(difference);
            assertThat(operations)
                    .isNotEmpty()
                    .allSatisfy(operation -> assertThat(operation.id()).isEqualTo(resource.id()));
        }
    }

    @Test
    default void saysTheSameOfTheSame() {
        Resource resource = declared("a");
        ResourceDiff difference = only(differences(changed(resource), resource));
        LiveState live = live(resource);
        assertThat(kind().operations(live, Declared.environment())
                        .operationsFor(difference)
                        .toString())
                .isEqualTo(kind().operations(live, Declared.environment())
                        .operationsFor(difference)
                        .toString());
    }

    @Test
    default void namesOthersAndNeverItself() {
        Resource resource = declared("a");
        assertThat(kind().references(resource, new TreeSet<>())).doesNotContain(resource.id());
    }

    private List<ResourceDiff> differences(Resource desired, @Nullable Resource live) {
        Kinds kinds = new Kinds(List.of(kind()));
        LiveState seen = live(live);
        Diff diff = Differ.diff(
                State.of(List.of(desired)),
                AppliedState.unknown("nothing was applied"),
                LiveView.in(seen, kinds, InternalResources.NONE),
                id -> false);
        return diff.differences();
    }

    private static ResourceDiff only(List<ResourceDiff> differences) {
        assertThat(differences).hasSize(1);
        return differences.get(0);
    }

    private static Resource absent(Resource resource) {
        return Declared.resource(resource.id()).absent().resource();
    }

    private LiveState live(@Nullable Resource declared) {
        if (declared == null) {
            return LiveState.NOTHING;
        }
        Resource live = Resource.live(declared.id(), declared.fields());
        return new LiveState(
                ClusterInfo.UNKNOWN, State.of(List.of(live)), statuses(live), Map.of(), new TreeSet<>(), List.of());
    }
}
