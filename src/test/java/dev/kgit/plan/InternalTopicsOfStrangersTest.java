package dev.kgit.plan;

import static dev.kgit.model.Declared.topic;
import static dev.kgit.plan.Rehearsal.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.Declared;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Topics that keep somebody's platform alive, though nothing that is declared here says so. */
class InternalTopicsOfStrangersTest {

    private static final TopicUsage EMPTY = new TopicUsage(List.of(0L), List.of(0L), 0L, List.of());

    private final Rehearsal rehearsal = new Rehearsal();

    private void live(String name, String policy) {
        rehearsal.cluster.topic(name, 1, 1, Map.of("cleanup.policy", policy));
    }

    private List<String> codes(String name) {
        return change(rehearsal.plan(), "topic/" + name).findings().stream()
                .map(Diagnostic::code)
                .toList();
    }

    private void absent(String name) {
        rehearsal.cluster.evidence(TopicKind.id(name), EMPTY);
        rehearsal.declare(topic(name).absent().allow("data-loss"));
    }

    @Test
    void areNotDeletedWhereThreeBelongTogether() {
        for (List<String> trio : List.of(
                List.of("m-configs", "m-offsets", "m-status"),
                List.of("offset.of.m.config", "offset.of.m.offset", "offset.of.m.statuses"),
                List.of("Configs", "Offsets", "Status"))) {
            trio.forEach(name -> live(name, "compact"));
            for (String name : trio) {
                absent(name);
                assertThat(codes(name)).contains("KG203");
            }
        }
    }

    @Test
    void areNotDeletedWhereTheBrokerCompactsUnasked() {
        rehearsal.cluster.inherited("cleanup.policy", "compact");
        List.of("m-configs", "m-offsets", "m-status").forEach(name -> rehearsal.cluster.topic(name, 1, 1));
        absent("m-offsets");
        assertThat(codes("m-offsets")).contains("KG203");
    }

    @Test
    void areNoneWhereOneIsMissingOrNothingIsCompacted() {
        live("m-configs", "compact");
        live("m-offsets", "compact");
        live("n-status", "compact");
        absent("m-offsets");
        assertThat(codes("m-offsets")).doesNotContain("KG203");

        live("m-status", "delete");
        absent("m-status");
        assertThat(codes("m-status")).doesNotContain("KG203");
        absent("m-offsets");
        assertThat(codes("m-offsets")).contains("KG203");
    }

    @Test
    void areNotDeletedWhereTheyAreAnotherLedger() {
        Environment base = Declared.environment();
        rehearsal.environment = new Environment(
                base.name(),
                base.kafka(),
                base.connect(),
                base.prune(),
                base.guards(),
                new Environment.Ledger("other-ledger", null),
                base.scope(),
                base.throttle(),
                base.ignoredDrift(),
                base.standingConsents());
        live("_kgit", "compact");
        absent("_kgit");
        assertThat(codes("_kgit")).contains("KG203");
    }

    /** A hint works when followed to the letter. */
    @Test
    void areToldWithoutTheHintThatIsRefused() {
        for (boolean prune : List.of(true, false)) {
            rehearsal.environment = Declared.environment(prune, Environment.Guards.DEFAULT);
            List.of("m-configs", "m-offsets", "m-status").forEach(name -> live(name, "compact"));
            rehearsal.applied(topic("m-offsets", 1, 1).config("cleanup.policy", "compact"));
            rehearsal.declare(topic("orders", 1, 1));
            Diagnostic orphan = rehearsal.plan().diagnostics().stream()
                    .filter(told -> told.code().equals("KG216"))
                    .findFirst()
                    .orElseThrow();
            assertThat(orphan.message()).contains("what is internal is never pruned", "topic/m-offsets");
            assertThat(orphan.hint()).contains("Kafka's own tools").doesNotContain("state: absent");
        }
    }
}
