package dev.kgit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DependencyOrderTest {

    private static final ResourceId A = id("a");
    private static final ResourceId B = id("b");
    private static final ResourceId C = id("c");
    private static final ResourceId D = id("d");

    private static ResourceId id(String name) {
        return BuiltInKinds.ALL.parse("topic/" + name).orElseThrow();
    }

    private static List<ResourceId> order(Map<ResourceId, Set<ResourceId>> needs) {
        return DependencyOrder.of(new TreeMap<>(needs), Comparator.naturalOrder());
    }

    @Test
    void putsEachAfterWhatItNeedsAndTheLeastFirst() {
        assertThat(order(Map.of(A, Set.of(C), B, Set.of(), C, Set.of(), D, Set.of(A, B))))
                .containsExactly(B, C, A, D);
    }

    @Test
    void takesWhatIsNoKeyForThere() {
        assertThat(order(Map.of(A, Set.of(D)))).containsExactly(A);
        assertThat(DependencyOrder.cycles(Map.of(A, Set.of(D)), 9)).isEmpty();
    }

    @Test
    void leavesOutACycleAndWhatNeedsIt() {
        Map<ResourceId, Set<ResourceId>> needs = Map.of(A, Set.of(B), B, Set.of(C), C, Set.of(B), D, Set.of());
        assertThat(order(needs)).containsExactly(D);
        assertThat(DependencyOrder.cycles(needs, 9)).containsExactly(List.of(B, C));
    }

    @Test
    void findsWhatNeedsItself() {
        assertThat(DependencyOrder.cycles(Map.of(A, Set.of(A)), 9)).containsExactly(List.of(A));
    }

    @Test
    void findsOneCycleAfterTheOther() {
        Map<ResourceId, Set<ResourceId>> needs =
                Map.of(A, new TreeSet<>(Set.of(B, C)), B, Set.of(A), C, Set.of(D), D, Set.of(C));
        assertThat(DependencyOrder.cycles(needs, 9)).containsExactly(List.of(A, B), List.of(C, D));
        assertThat(DependencyOrder.cycles(needs, 1)).containsExactly(List.of(A, B));
    }
}
