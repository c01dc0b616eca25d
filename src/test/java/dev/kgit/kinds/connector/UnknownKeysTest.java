package dev.kgit.kinds.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.fixture.ProcessorTime;
import dev.kgit.kinds.connector.UnknownKeys.Reason;
import dev.kgit.kinds.connector.UnknownKeys.UnknownKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class UnknownKeysTest {

    @Test
    void aTypoIsAKeystrokeOrTwoAwayFromAKeyThatIsNotSet() {
        Set<String> known = Set.of("topics", "tasks.max", "camel.sink.path.name", "errors.tolerance");

        assertThat(UnknownKeys.meant("taks.max", known, Set.of("taks.max"))).hasValue("tasks.max");
        assertThat(UnknownKeys.meant("errors.tolerence", known, Set.of())).hasValue("errors.tolerance");
        assertThat(UnknownKeys.meant("camel.sink.endpoint.anything", known, Set.of()))
                .isEmpty();
        assertThat(UnknownKeys.meant("topics.regex", known, Set.of())).isEmpty();
        assertThat(UnknownKeys.meant("topics", known, Set.of())).isEmpty();
        assertThat(UnknownKeys.meant("topic", known, Set.of("topics")))
                .as("both set")
                .isEmpty();
        assertThat(UnknownKeys.meant("transforms.x.type", known, Set.of())).isEmpty();
        assertThat(UnknownKeys.meant("transfroms.x.type", known, Set.of())).hasValue("transforms.x.type");
        assertThat(UnknownKeys.meant("consumer.overide.max.poll.records", known, Set.of()))
                .hasValue("consumer.override.max.poll.records");
    }

    @Test
    void whatATransformOrTopicGroupNeedsIsThatAListNamesIt() {
        assertThat(UnknownKeys.unread("transforms.a.type", new AliasLists(Map.of("transforms", "b, a"))))
                .isEmpty();
        assertThat(UnknownKeys.unread("transforms.a.type", new AliasLists(Map.of("transforms", "b"))))
                .isPresent();
        assertThat(UnknownKeys.unread("transforms.a.type", new AliasLists(Map.of())))
                .isPresent();
        assertThat(UnknownKeys.unread("transforms.a.type", new AliasLists(Map.of("transforms", "${file:/x:y}"))))
                .isEmpty();
        assertThat(UnknownKeys.unread("predicates.p.type", new AliasLists(Map.of("predicates", "q"))))
                .isPresent();
        assertThat(UnknownKeys.unread("topic.creation.default.partitions", new AliasLists(Map.of())))
                .isEmpty();
        assertThat(UnknownKeys.unread(
                        "topic.creation.big.partitions", new AliasLists(Map.of("topic.creation.groups", "big"))))
                .isEmpty();
        assertThat(UnknownKeys.unread("topic.creation.big.partitions", new AliasLists(Map.of())))
                .isPresent();
        assertThat(UnknownKeys.unread("key.converter.x", new AliasLists(Map.of("key.converter", "C"))))
                .isEmpty();
        assertThat(UnknownKeys.unread("key.converter.x", new AliasLists(Map.of())))
                .isPresent();
        assertThat(UnknownKeys.unread("errors.tolerance", new AliasLists(Map.of())))
                .isEmpty();
    }

    @Test
    void aKeyIsUnknownOnlyWhereSomethingDefinesKeys() {
        Set<String> connects = Set.of("name", "connector.class", "transforms", "transforms.a.type", "key.converter");
        Set<String> defined = Set.of("file", "transforms.b.field", "key.converter.schemas.enable");
        SortedMap<String, String> config = new TreeMap<>(Map.of(
                "nonsense", "",
                "transforms", "a,b",
                "transforms.a.field", "",
                "transforms.b.feild", "",
                "transforms.b.nonsense", "",
                "key.converter", "C",
                "key.converter.schema.enable", ""));

        assertThat(UnknownKeys.in(config, connects)).isEmpty();
        assertThat(UnknownKeys.in(config, with(connects, defined)))
                .containsExactly(
                        new UnknownKey("key.converter.schema.enable", Reason.MISTYPED, "key.converter.schemas.enable"),
                        new UnknownKey("nonsense", Reason.UNDEFINED, "connector.class"),
                        new UnknownKey("transforms.b.feild", Reason.MISTYPED, "transforms.b.field"),
                        new UnknownKey("transforms.b.nonsense", Reason.UNDEFINED, "transforms.b.type"));
    }

    @Test
    void muchIsNoMuchWork() {
        SortedMap<String, String> config = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            config.put("transforms.t" + i + ".feild", "");
        }
        config.put("transforms", "t".repeat(100_000) + ",t1".repeat(20_000));
        ProcessorTime.within(
                Duration.ofSeconds(5),
                () -> UnknownKeys.in(
                        config,
                        ConnectorSchema.of(config, (key, name) -> Optional.empty())
                                .keys()));
    }

    private static Set<String> with(Set<String> some, Set<String> more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }
}
