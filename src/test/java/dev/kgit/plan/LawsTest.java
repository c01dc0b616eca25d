package dev.kgit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.apply.ApplyResult;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.RandomStates;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.model.Declared;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every plan, on random desired and live states. */
class LawsTest {

    private static final Environment.Guards WIDE_OPEN = new Environment.Guards(1000, 100, 100, false);

    @Test
    void anAppliedPlanReadsBackAsDesiredAndTheNextPlanIsEmpty() {
        Random random = new Random(1);
        int applied = 0;
        for (int run = 0; run < 300; run++) {
            Rehearsal rehearsal = rehearsal(random);
            Plan plan = rehearsal.plan();
            if (!plan.isApplicable()) {
                continue;
            }
            ApplyResult result = rehearsal.apply(plan);
            assertThat(result.failed()).isEmpty();
            assertThat(result.skipped()).isEmpty();
            assertThat(rehearsal.plan().changes()).isEmpty();
            applied += plan.changes().isEmpty() ? 0 : 1;
        }
        assertThat(applied).as("runs that changed something").isGreaterThan(50);
    }

    @Test
    void theSameInputGivesTheSamePlan() {
        for (int seed = 0; seed < 100; seed++) {
            Plan one = rehearsal(new Random(seed)).plan();
            Plan two = rehearsal(new Random(seed)).plan();
            assertThat(one.fingerprint()).isEqualTo(two.fingerprint());
            assertThat(one.changes()).isEqualTo(two.changes());
        }
    }

    @Test
    void nothingStandsBeforeWhatItDependsOn() {
        Random random = new Random(3);
        for (int run = 0; run < 300; run++) {
            List<ResourceId> seen = new ArrayList<>();
            for (ResourceChange change : rehearsal(random).plan().changes()) {
                assertThat(seen).containsAll(change.dependsOn());
                seen.add(change.id());
            }
        }
    }

    @Test
    void nothingIsDeletedThatWasNotDeclaredAbsent() {
        Random random = new Random(4);
        for (int run = 0; run < 300; run++) {
            Plan plan = rehearsal(random).plan();
            assertThat(plan.changes()).noneMatch(change -> change.changeType() == ChangeType.DELETE);
        }
    }

    @Test
    void anEmptyPlanSendsNothing() {
        Random random = new Random(5);
        for (int run = 0; run < 100; run++) {
            Rehearsal rehearsal = rehearsal(random);
            Plan plan = rehearsal.plan();
            if (plan.isApplicable()) {
                rehearsal.apply(plan);
                int sent = rehearsal.cluster.performed().size();
                rehearsal.apply(rehearsal.plan());
                assertThat(rehearsal.cluster.performed()).hasSize(sent);
            }
        }
    }

    @Test
    void aFailureSkipsWhatNeedsItAndNothingElse() {
        Rehearsal rehearsal = new Rehearsal();
        rehearsal.declare(
                Declared.topic("a", 1, 1),
                Declared.topic("b", 1, 1),
                Declared.connector("main", "of-a")
                        .config("connector.class", "org.example.Sink")
                        .config("topics", "a"),
                Declared.connector("main", "of-b")
                        .config("connector.class", "org.example.Sink")
                        .config("topics", "b"));
        rehearsal.cluster.fail(BuiltInKinds.ALL.parse("topic/a").orElseThrow(), Diagnostic.error("KG309", "no"));
        ApplyResult applied = rehearsal.apply(rehearsal.plan());
        assertThat(applied.failed().keySet())
                .extracting(change -> change.id().toString())
                .containsExactly("topic/a");
        assertThat(applied.skipped().keySet())
                .extracting(change -> change.id().toString())
                .containsExactly("connector/main/of-a");
        assertThat(applied.done())
                .extracting(change -> change.id().toString())
                .containsExactly("topic/b", "connector/main/of-b");
        rehearsal.cluster.heal(BuiltInKinds.ALL.parse("topic/a").orElseThrow());
        assertThat(rehearsal.apply(rehearsal.plan()).isComplete()).isTrue();
        assertThat(rehearsal.plan().changes()).isEmpty();
    }

    @Test
    void independentTopicsGoOutInOneBatch() {
        Rehearsal rehearsal = new Rehearsal();
        rehearsal.declare(Declared.topic("a", 1, 1), Declared.topic("b", 1, 1), Declared.topic("c", 1, 1));
        rehearsal.apply(rehearsal.plan());
        assertThat(rehearsal.cluster.batches()).hasSize(1);
    }

    /** A random desired state on a platform that is in another random state. */
    private static Rehearsal rehearsal(Random random) {
        Rehearsal rehearsal = new Rehearsal();
        rehearsal.environment = Declared.environment(false, WIDE_OPEN);
        rehearsal.declare(RandomStates.some(random));
        Rehearsal before = new Rehearsal();
        before.environment = rehearsal.environment;
        before.declare(RandomStates.some(random));
        RandomPlatform.bring(rehearsal.cluster, before);
        return rehearsal;
    }
}
