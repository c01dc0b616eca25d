package dev.kgit.plan;

import static dev.kgit.model.Declared.connector;
import static dev.kgit.model.Declared.topic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.Declared;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a connector beside its changes: topics that it lacks, and what a change of it means. */
class ConnectorGuardsTest {

    private static final TopicUsage EMPTY = new TopicUsage(List.of(0L), List.of(0L), 0L, List.of());
    private static final TopicUsage FULL = new TopicUsage(
            List.of(4096L), List.of(100L), 40L, List.of(new TopicUsage.Group("billing", "STABLE", 2, 17)));

    private final Rehearsal rehearsal = new Rehearsal();

    @BeforeEach
    void aTopicWithData() {
        rehearsal.cluster.topic("orders", 3, 1).evidence(TopicKind.id("orders"), FULL);
    }

    @Test
    void missesTheTopicsThatAConnectorNames() {
        rehearsal.declare(connector("main", "sink")
                .config("connector.class", "org.example.HttpSink")
                .config("topics", "orders,nowhere")
                .config("reporter.error.topic.name", "errors-nowhere"));
        List<Diagnostic> findings =
                Rehearsal.change(rehearsal.plan(), "connector/main/sink").findings();
        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("KG152"))
                .hasSize(2);
    }

    private Declared unchanged(String name, String... config) {
        ResourceId id = ConnectorKind.id("main", name);
        Map<String, String> all = new HashMap<>(Map.of("connector.class", "org.example.HttpSink"));
        for (int i = 0; i < config.length; i += 2) {
            all.put(config[i], config[i + 1]);
        }
        rehearsal.cluster.connector(id, all);
        Declared declared = connector("main", name);
        all.forEach(declared::config);
        return declared;
    }

    private List<Diagnostic> missing() {
        Plan plan = rehearsal.plan();
        assertThat(plan.isEmpty()).isTrue();
        return plan.diagnostics().stream()
                .filter(finding -> finding.code().equals("KG152"))
                .toList();
    }

    @Test
    void missesTheTopicsOfAConnectorThatStaysAsItIsToo() {
        rehearsal.declare(unchanged("sink", "topics", "orders,gone"), unchanged("other", "topics", "orders"));

        assertThat(missing()).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isTrue();
            assertThat(finding.message())
                    .isEqualTo("topics names topic/gone, which is neither declared nor on the cluster");
            assertThat(finding.subject()).isEqualTo(ConnectorKind.id("main", "sink"));
        });
        assertThat(rehearsal.plan().isApplicable()).isFalse();
    }

    @Test
    void missesNothingThatAConnectorThatStaysAsItIsCanDoWithout() {
        rehearsal.cluster.internalTopic("__inside");
        rehearsal.declare(
                unchanged("regex", "topics.regex", "gone.*"),
                unchanged("own", "topic", "gone", "connector.class", "org.example.HttpSource"),
                unchanged("inside", "topics", "__inside"),
                connector("main", "absent").config("topics", "gone").absent());

        assertThat(missing()).isEmpty();
    }

    @Test
    void doesNotTakeForAbsentWhatItMayNotSee() {
        Declared unchanged = unchanged("sink", "topics", "orders,gone");
        rehearsal.cluster.hide(TopicKind.id("gone"), Diagnostic.error("KG405", "hidden"));
        rehearsal.declare(unchanged);
        assertThat(missing()).isEmpty();

        rehearsal.declare(unchanged.config("more", "1"));
        assertThat(Rehearsal.change(rehearsal.plan(), "connector/main/sink").findings())
                .filteredOn(finding -> finding.code().equals("KG152"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.isError()).isFalse();
                    assertThat(finding.message()).contains("may not DESCRIBE");
                });
    }

    @Test
    void doesNotJudgeTheTopicsOfAConnectorThatCanNotBeRead() {
        rehearsal.declare(unchanged("sink", "topics", "gone"));
        rehearsal.cluster.hide(ConnectorKind.id("main", "sink"), Diagnostic.error("KG457", "no plugin"));

        assertThat(missing()).isEmpty();
    }

    @Test
    void namesTheTopicThatAMissingOneSeemsToBe() {
        rehearsal.declare(
                topic("orders", 3, 1),
                connector("main", "sink")
                        .config("connector.class", "org.example.HttpSink")
                        .config("topics", "ordrs"));
        assertThat(rehearsal.assertBlocked("connector/main/sink", "KG152").hint())
                .contains("did you mean `orders`?");
    }

    @Test
    void aNewConnectorMissesATopicThatTheSamePlanPrunes() {
        rehearsal.cluster.topic("orphan", 1, 1).evidence(TopicKind.id("orphan"), EMPTY);
        rehearsal.environment = Declared.environment(true, Environment.Guards.DEFAULT);
        rehearsal
                .applied(topic("orders", 3, 1), topic("orphan", 1, 1))
                .declare(
                        topic("orders", 3, 1),
                        connector("main", "sink")
                                .config("connector.class", "org.example.HttpSink")
                                .config("topics", "orders,orphan"));
        assertThat(rehearsal.assertBlocked("connector/main/sink", "KG152").message())
                .contains("topic/orphan", "deletes");
        assertThat(rehearsal.assertBlocked("topic/orphan", "KG202").message())
                .contains("connectors: connector/main/sink");
    }

    @Test
    void knowsTheTopicOfConfluentsLicense() {
        rehearsal.declare(connector("main", "sink")
                .config("connector.class", "io.confluent.connect.http.HttpSinkConnector")
                .config("confluent.topic.bootstrap.servers", "kafka:29092")
                .config("topics", "orders"));
        assertThat(rehearsal.assertBlocked("connector/main/sink", "KG152").message())
                .contains("_confluent-command");
    }

    @Test
    void saysWhatAConnectorChangeMeans() {
        ResourceId id = ConnectorKind.id("main", "sink");
        rehearsal.cluster.connector(
                id, Map.of("connector.class", "org.example.HttpSink", "topics", "orders", "tasks.max", "9"));
        rehearsal.declare(
                topic("orders", 3, 1),
                connector("main", "sink")
                        .config("connector.class", "org.example.OtherSink")
                        .config("topics", "orders")
                        .config("errors.tolerance", "all")
                        .config("tasks.max", "9"));
        assertThat(rehearsal.codes("connector/main/sink")).contains("KG153", "KG155", "KG156", "KG157");
    }
}
