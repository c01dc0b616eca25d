package dev.kgit.kinds.principal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorNeeds;
import dev.kgit.model.ConnectCluster;
import dev.kgit.model.ConnectCluster.InternalTopic;
import dev.kgit.model.Declared;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KafkaAddresses;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/permissions.md lists what the shortcuts stand for: just that, and all of it. */
class GrantsPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)`[^|]* \\| `([^|`]+)` \\| ([A-Z_, ]+) \\|$");

    private static ConnectCluster cluster() {
        return new ConnectCluster(
                "main",
                "GROUP",
                1,
                new InternalTopic("CONFIGS", 1),
                new InternalTopic("OFFSETS", 25),
                new InternalTopic("STATUS", 5),
                new TreeMap<>(Map.of("exactly.once.source.support", FieldValue.of("enabled"))),
                new Place("f", 1, 1));
    }

    private static ConnectorNeeds connector(Map<String, String> config) {
        Declared connector = Declared.resource(ConnectorKind.id("main", "NAME"));
        config.forEach(connector::config);
        Resource resource = connector.resource();
        return ConnectorNeeds.of(resource, new TreeSet<>(), KafkaAddresses.UNKNOWN);
    }

    private static Map<String, List<Grant>> shortcuts() {
        Map<String, List<Grant>> all = new LinkedHashMap<>();
        all.put("produce", Grants.produce("TOPIC"));
        all.put("consume", and(Grants.consume("TOPIC"), Grants.group("GROUP")));
        all.put("transactionalIds", Grants.transactionalId("ID"));
        all.put("streams", and(Grants.streams("ID"), and(Grants.consume("IN"), Grants.produce("OUT"))));
        all.put("connectClusters", Grants.connectCluster(cluster()));
        ConnectorNeeds sink = connector(Map.of(
                "connector.class", "io.confluent.Sink",
                "topics", "IN",
                "confluent.topic", "KEPT",
                "errors.deadletterqueue.topic.name", "OUT"));
        ConnectorNeeds source = connector(Map.of(
                "connector.class", "org.example.FileSource", "topic", "OUT", "topic.creation.default.partitions", "1"));
        all.put("connectors", and(Grants.connector(sink, cluster()), Grants.connector(source, cluster())));
        return all;
    }

    private static List<Grant> and(List<Grant> some, List<Grant> more) {
        List<Grant> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    @Test
    void listsWhatEachShortcutStandsFor() throws IOException {
        Map<String, Set<String>> page = new TreeMap<>();
        String section = Files.readString(Path.of("docs/permissions.md"))
                .split("## What the shortcuts stand for")[1]
                .split("\n## ")[0];
        Matcher row = ROW.matcher(section);
        while (row.find()) {
            for (String operation : row.group(3).split(", ")) {
                page.computeIfAbsent(row.group(1), none -> new TreeSet<>()).add(operation + " " + row.group(2));
            }
        }
        Map<String, Set<String>> granted = new TreeMap<>();
        shortcuts()
                .forEach((word, grants) -> grants.forEach(grant -> grant.operations()
                        .forEach(operation -> granted.computeIfAbsent(word, none -> new TreeSet<>())
                                .add(operation + " " + grant.resource()))));
        assertThat(page).isEqualTo(granted);
    }

    @Test
    void givesKgitWhatTheTablesSay() throws IOException {
        String page = Files.readString(Path.of("docs/permissions.md"));
        Set<String> reading = table(page, "## To plan and to find drift");
        reading.addAll(table(page, "## Where principals are declared"));
        reading.remove("ALTER cluster");
        assertThat(texts(Grants.plan(List.of("declared topics"), "ledger"))).isEqualTo(reading);
        Set<String> writing = new TreeSet<>(reading);
        writing.addAll(table(page, "## To apply"));
        writing.addAll(table(page, "## Where principals are declared"));
        assertThat(texts(Grants.apply(List.of("declared topics"), "ledger"))).isEqualTo(writing);
    }

    private static Set<String> table(String page, String heading) {
        Set<String> rows = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| ([^|]+) \\| ([A-Z_]+) \\| [^|]+ \\| [^|]+ \\|$")
                .matcher(page.split(heading)[1].split("\n## ")[0]);
        while (row.find()) {
            rows.add(row.group(2) + " " + row.group(1).replace("groups `*`", "group:*"));
        }
        return rows;
    }

    private static Set<String> texts(List<Grant> grants) {
        Set<String> texts = new TreeSet<>();
        grants.forEach(grant -> grant.operations()
                .forEach(operation -> texts.add(operation + " "
                        + grant.resource().toString().replace("topic:", "").replace("\\ ", " "))));
        return texts;
    }
}
