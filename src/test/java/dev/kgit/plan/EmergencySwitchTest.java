package dev.kgit.plan;

import static dev.kgit.model.Declared.topic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.Declared;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.Revision;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code --allow CODE:ID} opens one guard for one resource, leaves its trace in the plan, and opens no other. */
class EmergencySwitchTest {

    private static final TopicUsage FULL = new TopicUsage(List.of(4096L), List.of(100L), 40L, List.of());

    /** A plan that the guard of this code blocks. */
    enum Blocked {
        KG201(rehearsal -> empty(rehearsal).declare(topic("orders").absent().guarded())),
        KG202(rehearsal -> rehearsal.declare(topic("orders").absent())),
        KG204(rehearsal -> rehearsal.declare(topic("orders", 3, 1).config("retention.ms", "1000"))),
        KG206(rehearsal -> rehearsal.declare(topic("orders", 6, 1))),
        KG208(rehearsal -> {
            limits(rehearsal, 0, 100, 100);
            empty(rehearsal).declare(topic("orders").absent());
        }),
        KG209(rehearsal -> {
            limits(rehearsal, 10, 5, 100);
            empty(rehearsal)
                    .declare(Stream.concat(Stream.of(topic("orders").absent()), others(rehearsal))
                            .toArray(Declared[]::new));
        }),
        KG210(rehearsal -> rehearsal.declare(topic("orders", 3, 1).config("min.insync.replicas", "2"))),
        KG211(rehearsal -> {
            limits(rehearsal, 10, 100, 5);
            rehearsal.declare(
                    Stream.concat(Stream.of(topic("orders", 3, 1).config("segment.ms", "60000")), others(rehearsal))
                            .toArray(Declared[]::new));
        }),
        KG212(rehearsal -> empty(rehearsal)
                .applied(topic("orders", 3, 1).guarded())
                .declare(topic("orders").absent())),
        KG213(rehearsal -> {
            rehearsal.revision = new Revision("abc", "main", true);
            rehearsal.declare(topic("orders", 3, 1));
        }),
        KG214(rehearsal -> {
            rehearsal.owners.put(TopicKind.id("orders"), "billing/prod");
            rehearsal.declare(topic("orders", 3, 1).config("segment.ms", "60000"));
        }),
        KG215(rehearsal -> rehearsal.applied(topic("orders", 3, 1)).declare());

        private final java.util.function.Consumer<Rehearsal> context;

        Blocked(java.util.function.Consumer<Rehearsal> context) {
            this.context = context;
        }
    }

    /** Guards that no single resource is behind. */
    private static final Set<Blocked> OF_THE_WHOLE_PLAN = EnumSet.of(Blocked.KG213, Blocked.KG215);

    /** Guards that count all rows, or that no single one is behind: only the switch for all of them helps. */
    private static final Set<Blocked> OF_ALL_ROWS =
            EnumSet.of(Blocked.KG208, Blocked.KG209, Blocked.KG211, Blocked.KG213, Blocked.KG215);

    @ParameterizedTest
    @EnumSource
    void opensOneGuardForOneResourceAndLeavesItsTrace(Blocked guard) {
        Rehearsal rehearsal = new Rehearsal();
        rehearsal.cluster.topic("orders", 3, 1).evidence(TopicKind.id("orders"), FULL);
        guard.context.accept(rehearsal);

        Plan blocked = with(rehearsal);
        assertThat(blocked.isApplicable()).isFalse();
        assertThat(errors(blocked)).as("nothing else is in the way").containsOnly(guard.name());
        assertThat(findings(blocked))
                .filteredOn(Diagnostic::isError)
                .allMatch(finding -> finding.hint() != null
                        && finding.hint()
                                .endsWith(
                                        OF_ALL_ROWS.contains(guard)
                                                ? "--allow '" + guard.name() + ":*'"
                                                : "--allow " + guard.name() + ":topic/orders"));

        assertThat(with(rehearsal, new PlanInputs.Allowance("KG299", id -> true, true))
                        .isApplicable())
                .as("another guard's switch")
                .isFalse();
        Predicate<dev.kgit.model.ResourceId> orders = id -> id.name().equals("orders");
        boolean whole = OF_THE_WHOLE_PLAN.contains(guard);
        assertThat(with(rehearsal, new PlanInputs.Allowance(guard.name(), orders, false))
                        .isApplicable())
                .as("one resource's switch")
                .isEqualTo(!whole);
        Plan opened = with(rehearsal, new PlanInputs.Allowance(guard.name(), whole ? id -> true : orders, whole));
        assertThat(opened.isApplicable()).isTrue();
        assertThat(opened.changes().stream().map(ResourceChange::id))
                .as("the same rows")
                .isEqualTo(blocked.changes().stream().map(ResourceChange::id).toList());
        assertThat(opened.fingerprint()).as("the plan that was reviewed").isEqualTo(blocked.fingerprint());
    }

    @Test
    void itIsAnotherPlanOnceNothingSpeaksAgainstARow() {
        Rehearsal rehearsal = new Rehearsal();
        rehearsal.cluster.topic("orders", 3, 1);
        Blocked.KG212.context.accept(rehearsal);
        Plan blocked = with(rehearsal);
        assertThat(errors(blocked)).isNotEmpty();
        rehearsal.applied(topic("orders", 3, 1));

        Plan now = with(rehearsal);
        assertThat(errors(now)).isEmpty();
        assertThat(now.changes().stream().map(ResourceChange::basis))
                .isEqualTo(blocked.changes().stream().map(ResourceChange::basis).toList());
        assertThat(now.fingerprint()).isNotEqualTo(blocked.fingerprint());
    }

    @Test
    void itIsAnotherPlanOnceSomebodyReadsWhatItDeletes() {
        Rehearsal rehearsal = new Rehearsal();
        rehearsal.cluster.topic("orders", 3, 1);
        empty(rehearsal).declare(topic("orders").absent());
        String unread = with(rehearsal).fingerprint();

        rehearsal.cluster.evidence(
                TopicKind.id("orders"),
                new TopicUsage(List.of(0L), List.of(0L), 0L, List.of(new TopicUsage.Group("billing", "Empty", 0, 0))));
        assertThat(with(rehearsal).fingerprint()).isNotEqualTo(unread);
    }

    private static Plan with(Rehearsal rehearsal, PlanInputs.Allowance... allowances) {
        rehearsal.options = new PlanInputs.Options(true, id -> true, Set.of(allowances));
        return rehearsal.plan();
    }

    private static List<Diagnostic> findings(Plan plan) {
        return Stream.concat(
                        plan.diagnostics().stream(),
                        plan.changes().stream().flatMap(change -> change.findings().stream()))
                .toList();
    }

    private static List<String> errors(Plan plan) {
        return findings(plan).stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::code)
                .toList();
    }

    private static Rehearsal empty(Rehearsal rehearsal) {
        rehearsal.cluster.evidence(TopicKind.id("orders"), new TopicUsage(List.of(0L), List.of(0L), 0L, List.of()));
        return rehearsal;
    }

    private static void limits(Rehearsal rehearsal, int deletes, int deletePercent, int changePercent) {
        rehearsal.environment =
                Declared.environment(false, new Environment.Guards(deletes, deletePercent, changePercent, true));
    }

    private static Stream<Declared> others(Rehearsal rehearsal) {
        return IntStream.range(0, 12).mapToObj(i -> {
            rehearsal.cluster.topic("other" + i, 1, 1);
            return topic("other" + i, 1, 1);
        });
    }
}
