package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kind.DataFlowGraph;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Declared;
import dev.kgit.model.DesiredState;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Glob;
import dev.kgit.model.Redactor;
import dev.kgit.model.Resource;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MermaidGraphReportTest {

    private static final String SINK = "org.example.HttpSinkConnector";
    private static final String SOURCE = "org.example.JdbcSourceConnector";

    private final List<Resource> declared = new ArrayList<>();

    private void topics(String... names) {
        for (String name : names) {
            declared.add(
                    Resource.live(TopicKind.id(name), new TreeMap<>(Map.of(Resource.PARTITIONS, FieldValue.of("1")))));
        }
    }

    private void connector(String name, String type, Map<String, String> config) {
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        fields.put(Resource.CONFIG + "connector.class", FieldValue.of(type));
        config.forEach((key, value) -> fields.put(Resource.CONFIG + key, FieldValue.of(value)));
        declared.add(Resource.live(ConnectorKind.id("main", name), fields));
    }

    private DesiredState desired() {
        return new DesiredState(
                "shop", Declared.environment(), State.of(declared), new TreeMap<>(), Redactor.NONE, List.of());
    }

    private String graph(String... targets) {
        StringBuilder out = new StringBuilder();
        MermaidGraphReport.write(DataFlowGraph.of(BuiltInKinds.ALL, desired(), Glob.filter(List.of(targets))), out);
        return out.toString();
    }

    @Test
    void showsWhatIsReadAndWrittenByNamePatternAndPrefix() {
        topics("orders.a", "orders.b", "jdbc-users", "mail", "alone");
        connector("mailer", SINK, Map.of("topics", "mail", "errors.deadletterqueue.topic.name", "mail-dlq"));
        connector("archive", SINK, Map.of("topics.regex", "orders\\..*"));
        connector("users", SOURCE, Map.of("topic.prefix", "jdbc-"));
        connector("feed", SOURCE, Map.of("topic", "mail"));
        assertThat(graph()).isEqualTo("""
                flowchart LR
                    n0[("alone")]
                    n1[("jdbc-users")]
                    n2[("mail")]
                    n3[("mail-dlq")]
                    n4[("orders.a")]
                    n5[("orders.b")]
                    n6{{"archive"}}
                    n7{{"feed"}}
                    n8{{"mailer"}}
                    n9{{"users"}}
                    n4 -->|"topics.regex"| n6
                    n5 -->|"topics.regex"| n6
                    n7 -->|"topic"| n2
                    n2 -->|"topics"| n8
                    n8 -->|"errors.deadletterqueue.topic.name"| n3
                    n9 -->|"topic.prefix"| n1
                """);
    }

    @Test
    void showsOfOneResourceWhatIsBesideIt() {
        topics("mail", "orders", "alone");
        connector("mailer", SINK, Map.of("topics", "mail"));
        connector("archive", SINK, Map.of("topics", "orders,mail"));
        assertThat(graph("topic/orders")).isEqualTo("""
                flowchart LR
                    n0[("orders")]
                    n1{{"archive"}}
                    n0 -->|"topics"| n1
                """);
        assertThat(graph("connector/main/mailer")).contains("mail", "mailer").doesNotContain("orders", "alone");
    }

    @Test
    void bringsManyTopicsOfOnePlaceTogether() {
        for (int i = 100; i < 250; i++) {
            topics("events." + i, "other." + i);
        }
        connector("archive", SINK, Map.of("topics.regex", "events\\..*"));
        connector("one", SINK, Map.of("topics", "events.117"));
        assertThat(graph()).isEqualTo("""
                flowchart LR
                    n0[("events.117")]
                    n1[("149 topics (events.100, events.101, ...)")]
                    n2{{"archive"}}
                    n3{{"one"}}
                    n4[("150 topics (other.100, other.101, ...): nothing declared reads or writes them")]
                    n1 -->|"topics.regex"| n2
                    n0 -->|"topics.regex"| n2
                    n0 -->|"topics"| n3
                """);
    }
}
