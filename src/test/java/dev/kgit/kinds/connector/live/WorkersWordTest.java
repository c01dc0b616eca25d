package dev.kgit.kinds.connector.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.ConnectorSteps;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real worker says of configs before they are applied. */
@RealServers
@AloneOnTheWorker
class WorkersWordTest implements ConnectorSteps {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String FETCHED = "fetched-by-the-worker";

    private final FaultyProxy proxy = FaultyProxy.before(Workers.shared().url());
    private final ConnectWorkers connect = ConnectWorkersTest.at(proxy.url());

    @Override
    public Cluster cluster() {
        return connect;
    }

    @Override
    public ResourceId fresh(String hint) {
        return ConnectorKind.id("main", "word-" + hint + "-" + NAMES.incrementAndGet());
    }

    @Override
    public Map<String, String> config() {
        return Map.of("connector.class", "dev.kgit.fixture.MoodyConnector", "tasks.max", "1");
    }

    @AfterEach
    void close() {
        connect.close();
        proxy.close();
    }

    private List<ValidationFinding> objections(String... pairs) {
        return connect.validate(List.of(create(fresh("checked"), pairs)));
    }

    private ValidationFinding only(String... pairs) {
        List<ValidationFinding> all = objections(pairs);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void aPluginThatIsNotInstalledIsAnErrorNamingThoseThatAre() {
        ValidationFinding objection = only("connector.class", "org.apache.kafka.connect.file.FileStreamSinkConector");

        assertThat(objection.path()).isEqualTo("config.connector.class");
        assertThat(objection.diagnostic().code()).isEqualTo("KG350");
        assertThat(objection.diagnostic().isError()).isTrue();
        assertThat(objection.diagnostic().message())
                .contains(
                        "FileStreamSinkConector is not installed",
                        "org.apache.kafka.connect.file.FileStreamSourceConnector",
                        "dev.kgit.fixture.MoodyConnector");
        assertThat(objection.diagnostic().hint())
                .isEqualTo("did you mean org.apache.kafka.connect.file.FileStreamSinkConnector?");
    }

    @Test
    void aPluginMayBeNamedAsConnectAllows() {
        assertThat(objections("connector.class", "MoodyConnector")).isEmpty();
        assertThat(objections("connector.class", "Moody")).isEmpty();
    }

    @Test
    void everyBadValueIsAnErrorAtItsKey() {
        List<ValidationFinding> objections = objections("level", "11", "tasks.max", "many");

        assertThat(objections)
                .extracting(ValidationFinding::path)
                .containsExactlyInAnyOrder("config.level", "config.tasks.max");
        assertThat(objections).allSatisfy(objection -> {
            assertThat(objection.diagnostic().code()).isEqualTo("KG351");
            assertThat(objection.diagnostic().isError()).isTrue();
        });
        assertThat(objections)
                .anySatisfy(objection ->
                        assertThat(objection.diagnostic().message()).contains("11", "no more than 10"));
    }

    @Test
    void aMistypedKeyIsAWarningWithWhatWasMeant() {
        ValidationFinding objection = only("taskz.max", "2", "tasks.max", "");

        assertThat(objection.path()).isEqualTo("config.taskz.max");
        assertThat(objection.diagnostic().code()).isEqualTo("KG352");
        assertThat(objection.diagnostic().severity()).isEqualTo(Severity.WARNING);
        assertThat(objection.diagnostic().hint()).isEqualTo("did you mean tasks.max?");
        assertThat(only("error.tolerance", "all").diagnostic().hint()).contains("errors.tolerance");
        assertThat(only("producer.overide.acks", "all").diagnostic().hint()).contains("producer.override.acks");
        assertThat(only("hanshake", "x").diagnostic().hint()).contains("handshake");
    }

    @Test
    void aMistypedKeyOfATransformConverterOrClientIsFoundToo() {
        List<ValidationFinding> objections = objections(
                "transforms", "mask",
                "transforms.mask.type", "org.apache.kafka.connect.transforms.MaskField$Value",
                "transforms.mask.fields", "a",
                "transforms.mask.replacment", "x",
                "predicates", "is",
                "predicates.is.type", "org.apache.kafka.connect.transforms.predicates.TopicNameMatches",
                "predicates.is.pattern", "a",
                "predicates.is.patern", "a",
                "key.converter", "org.apache.kafka.connect.json.JsonConverter",
                "key.converter.schemas.enabled", "false",
                "producer.override.linger.sm", "5");

        assertThat(objections)
                .extracting(
                        ValidationFinding::path,
                        objection -> objection.diagnostic().hint())
                .containsExactly(
                        tuple("config.key.converter.schemas.enabled", "did you mean key.converter.schemas.enable?"),
                        tuple("config.predicates.is.patern", "take it away if nothing reads it"),
                        tuple("config.producer.override.linger.sm", "did you mean producer.override.linger.ms?"),
                        tuple("config.transforms.mask.replacment", "did you mean transforms.mask.replacement?"));
    }

    @Test
    void aKeyOfSomethingThatTheConfigDoesNotHaveIsReadByNobody() {
        List<ValidationFinding> objections = objections(
                "transforms", "mask",
                "transforms.mask.type", "org.apache.kafka.connect.transforms.MaskField$Value",
                "transforms.mask.fields", "a",
                "transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter",
                "value.converter.schemas.enable", "false");

        assertThat(objections)
                .extracting(ValidationFinding::path)
                .containsExactly("config.transforms.route.type", "config.value.converter.schemas.enable");
        assertThat(objections)
                .extracting(objection -> objection.diagnostic().message())
                .satisfiesExactly(
                        first -> assertThat(first).contains("transforms does not name route"),
                        second -> assertThat(second).contains("without value.converter"));
    }

    @Test
    void aKeyLikeNoneThatThePluginKnowsIsTold() {
        ValidationFinding objection = only("nonsense", "x");

        assertThat(objection.path()).isEqualTo("config.nonsense");
        assertThat(objection.diagnostic().code()).isEqualTo("KG352");
        assertThat(objection.diagnostic().severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void aPluginIsFoundByWhatItIsCalledForShort() {
        assertThat(only("connector.class", "FileStreamSnk").diagnostic().hint())
                .isEqualTo("did you mean org.apache.kafka.connect.file.FileStreamSinkConnector?");
    }

    @Test
    void knowsTheKeysThatConnectTakesFromEveryConnector() {
        assertThat(objections(
                        "transforms", "mask",
                        "transforms.mask.type", "org.apache.kafka.connect.transforms.MaskField$Value",
                        "transforms.mask.fields", "a",
                        "transforms.mask.predicate", "is",
                        "predicates", "is",
                        "predicates.is.type", "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone",
                        "key.converter", "org.apache.kafka.connect.json.JsonConverter",
                        "key.converter.schemas.enable", "false",
                        "header.converter", "org.apache.kafka.connect.storage.SimpleHeaderConverter",
                        "producer.override.linger.ms", "5",
                        "topic.creation.default.partitions", "1",
                        "topic.creation.default.replication.factor", "1",
                        "errors.log.enable", "true",
                        "exactly.once.support", "requested",
                        "camel.anything.at.all", "1",
                        "confluent.topic.bootstrap.servers", "b:1"))
                .isEmpty();
    }

    @Test
    void whatTheWorkerFetchedNeverShows() {
        String file = Workers.shared().secretsFile(Map.of("pw", FETCHED, "short", "abc"));
        proxy.rewrite(
                "PUT .*/validate",
                body -> body.replaceFirst(
                        "(\"name\":\"mood\",\"value\":\"abc\".*?\"errors\":\\[)", "$1\"no abc please\""));

        List<ValidationFinding> objections =
                objections("level", "${file:" + file + ":pw}", "mood", "${file:" + file + ":short}");

        assertThat(objections).hasSize(2);
        assertThat(objections)
                .allSatisfy(objection -> assertThat(objection.diagnostic().message())
                        .contains("the worker refuses")
                        .doesNotContain(FETCHED, "abc"));
    }

    @Test
    void aPieceThatTheWorkerFetchedNeverShowsInAnotherKeysComplaint() {
        String file = Workers.shared().secretsFile(Map.of("pw", FETCHED));
        proxy.rewrite(
                "PUT .*/validate",
                body -> body.replace("Value must be no more than 10", "jdbc:db?p=" + FETCHED + " is not to my taste"));

        ValidationFinding objection = only("level", "11", "mood", "jdbc:db?p=${file:" + file + ":pw}");

        assertThat(objection.diagnostic().message()).contains("withheld").doesNotContain(FETCHED, "is not to my taste");
    }

    @Test
    void aDeclaredSecretNeverShows() {
        SortedMap<String, FieldValue> config = configWith("level", "42424242");
        config.put("level", FieldValue.secret("42424242", null));

        List<ValidationFinding> objections =
                connect.validate(List.of(new ConnectorOperation.CreateConnector(fresh("secret"), config, null)));

        assertThat(objections)
                .singleElement()
                .satisfies(objection -> assertThat(objection.diagnostic().message())
                        .contains(FieldValue.REDACTED)
                        .doesNotContain("42424242"));
    }

    @Test
    void aKeptValueIsNotMissed() {
        SortedMap<String, FieldValue> config = configWith();
        config.put("connector.class", FieldValue.of("FileStreamSource"));

        assertThat(connect.validate(
                        List.of(new ConnectorOperation.UpdateConnector(fresh("kept"), config, List.of("topic")))))
                .isEmpty();
        assertThat(connect.validate(
                        List.of(new ConnectorOperation.UpdateConnector(fresh("not-kept"), config, List.of()))))
                .extracting(ValidationFinding::path)
                .containsExactly("config.topic");
    }

    @Test
    void aWorkerThatCannotJudgeLeavesAWarning() {
        proxy.alwaysError("PUT .*/validate", 500, "validation fell over handshake=hush-hush-hush");

        ValidationFinding objection = only("handshake", "hush-hush-hush");

        assertThat(objection.path()).isNull();
        assertThat(objection.diagnostic().code()).isEqualTo("KG354");
        assertThat(objection.diagnostic().severity()).isEqualTo(Severity.WARNING);
        assertThat(objection.diagnostic().message())
                .contains("not checked by the worker", "500", "withheld")
                .doesNotContain("hush-hush-hush");
    }

    /** The worker itself answers HTTP 500 once it was asked about such a version. */
    @Test
    void aVersionThatIsNotInstalledIsAnErrorEachTime() {
        for (int time = 0; time < 2; time++) {
            ValidationFinding objection = only("connector.plugin.version", "9.9.9");
            assertThat(objection.path()).isEqualTo("config.connector.plugin.version");
            assertThat(objection.diagnostic().code()).isEqualTo("KG351");
            assertThat(objection.diagnostic().isError()).isTrue();
            assertThat(objection.diagnostic().message()).contains("does not have it", "1.0-moody");
        }
        assertThat(proxy.count("PUT .*/validate")).isZero();
        assertThat(objections("connector.plugin.version", "1.0-moody")).isEmpty();
        assertThat(objections("connector.plugin.version", "[1.0-moody]")).isEmpty();
    }

    @Test
    void aVersionIsNotReadByAWorkerThatKnowsNone() {
        proxy.rewrite("GET /", body -> body.replaceFirst("\"version\":\"[^\"]*\"", "\"version\":\"3.9.0\""));
        // A real one would fail from then on.
        proxy.json("PUT .*/validate", 9, 200, "{\"name\": \"x\", \"error_count\": 0, \"configs\": []}");
        assertThat(objections("connector.plugin.version", "9.9.9"))
                .noneMatch(objection -> objection.diagnostic().isError());
        assertThat(proxy.count("PUT .*/validate")).isPositive();
    }

    @Test
    void nothingIsSaidOfKeysThatNoDefinitionCouldKnow() {
        proxy.json("PUT .*/validate", 9, 200, """
                {"name": "x", "error_count": 0, "configs": [
                  {"definition": {"name": "name"}, "value": {"name": "name", "errors": []}},
                  {"definition": {"name": "tasks.max"}, "value": {"name": "tasks.max", "errors": []}}]}
                """);
        assertThat(objections("nonsense", "x")).isEmpty();
    }

    @Test
    void aFileThatTheWorkerCannotReadLeavesAWarning() {
        ValidationFinding objection = only("mood", "${file:/no/such/file:pw}");

        assertThat(objection.diagnostic().code()).isEqualTo("KG354");
    }

    @Test
    void askingForbiddenLeavesAWarning() {
        proxy.answer("PUT .*/validate", Integer.MAX_VALUE, 403, "text/plain", "no");

        assertThat(only().diagnostic().code()).isEqualTo("KG354");
    }

    @Test
    void aRefusedWriteTellsWhyWithoutSecrets() {
        String file = Workers.shared().secretsFile(Map.of("pw", FETCHED));

        Diagnostic plain = failure(create(fresh("refused"), "level", "11"));
        Diagnostic fetched = failure(create(fresh("refused-too"), "level", "${file:" + file + ":pw}"));

        assertThat(plain.code()).isEqualTo("KG360");
        assertThat(plain.message()).contains("level", "11");
        assertThat(fetched.code()).isEqualTo("KG360");
        assertThat(fetched.message())
                .contains("Invalid value (sensitive) for configuration level: Not a number of type INT")
                .doesNotContain(FETCHED);
    }

    @Test
    void onlyConfigsAreJudged() {
        assertThat(connect.validate(List.of(
                        new ConnectorOperation.DeleteConnector(fresh("gone")),
                        new ConnectorOperation.ChangeConnectorState(fresh("gone"), "paused"),
                        new ConnectorOperation.RestartConnector(fresh("gone")))))
                .isEmpty();
        assertThat(proxy.seen()).isEmpty();
    }
}
