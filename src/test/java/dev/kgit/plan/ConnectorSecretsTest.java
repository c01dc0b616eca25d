package dev.kgit.plan;

import static dev.kgit.model.Declared.connector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.diff.Cause;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.model.Declared;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Severity;
import dev.kgit.planfile.SavedPlan;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Secrets that stand in the clear, and values that nobody can compare. */
class ConnectorSecretsTest {

    private static final String SOURCE = "org.apache.kafka.connect.file.FileStreamSourceConnector";

    private final Rehearsal rehearsal = new Rehearsal();

    private void live(String name, String... more) {
        Map<String, String> config = new HashMap<>(Map.of("connector.class", SOURCE, "topic", "lines"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        rehearsal.cluster.connector(ConnectorKind.id("main", name), config, "running");
    }

    private static Declared declared(String name) {
        return connector("main", name).config("connector.class", SOURCE).config("topic", "lines");
    }

    private static List<Diagnostic> withCode(List<Diagnostic> diagnostics, String code) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.code().equals(code))
                .toList();
    }

    @Test
    void aValueThatThePluginTypesPasswordMayNotBeWrittenInTheClear() {
        live("c", "handshake", "old");
        rehearsal.declare(declared("c").secret("handshake", "open-sesame"));

        ResourceChange change = Rehearsal.change(rehearsal.plan(), "connector/main/c");

        assertThat(change.isBlocked()).isTrue();
        assertThat(withCode(change.findings(), "KG366")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("config.handshake").doesNotContain("open-sesame");
            assertThat(finding.place()).isNotNull();
        });
    }

    @Test
    void whatStandsInTheClearAlreadyIsToldAndStopsNothing() {
        live("c", "handshake", "open-sesame");
        rehearsal.declare(declared("c").secret("handshake", "open-sesame"));

        Plan plan = rehearsal.plan();

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.isApplicable()).isTrue();
        assertThat(withCode(plan.diagnostics(), "KG366"))
                .singleElement()
                .extracting(Diagnostic::severity)
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void aLookupByTheWorkerIsNoSecretInTheClear() {
        rehearsal.declare(declared("c").secret("handshake", "${file:/etc/s:pw}"));

        assertThat(withCode(
                        Rehearsal.change(rehearsal.plan(), "connector/main/c").findings(), "KG366"))
                .isEmpty();
    }

    @Test
    void aJaasConfigIsOneOnlyWhereItsPasswordIs() {
        String jaas =
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"%s\";";
        rehearsal.declare(
                declared("c").secret("client.jaas", jaas.formatted("${file:/etc/s:pw}")),
                declared("d").secret("client.jaas", jaas.formatted("open-sesame")));

        Plan plan = rehearsal.plan();

        assertThat(withCode(Rehearsal.change(plan, "connector/main/c").findings(), "KG366"))
                .isEmpty();
        assertThat(withCode(Rehearsal.change(plan, "connector/main/d").findings(), "KG366"))
                .hasSize(1);
    }

    @Test
    void countsValuesThatNobodyCanCompare() {
        live("c", "secret.file", "${file:/etc/s:pw}");
        rehearsal.declare(declared("c").config("secret.file", "${file:/etc/s:pw}"));

        Plan plan = rehearsal.plan();

        assertThat(plan.isEmpty()).isTrue();
        assertThat(withCode(plan.diagnostics(), "KG365")).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.message())
                    .startsWith("1 value could not")
                    .contains("connector/main/c (config.secret.file)");
        });
    }

    @Test
    void sendsThemAgainWhereItIsToldTo() {
        live("c", "secret.file", "${file:/etc/s:pw}");
        live("other", "secret.file", "${file:/etc/s:pw}");
        rehearsal.declare(
                declared("c").config("secret.file", "${file:/etc/s:pw}"),
                declared("other").config("secret.file", "${file:/etc/s:pw}"));
        rehearsal.options =
                new PlanInputs.Options(false, id -> true, Set.of(), id -> id.equals(ConnectorKind.id("main", "c")));

        Plan plan = rehearsal.plan();

        assertThat(plan.changes()).singleElement().satisfies(change -> {
            assertThat(change.id()).isEqualTo(ConnectorKind.id("main", "c"));
            assertThat(change.cause()).isEqualTo(Cause.UNKNOWN);
            assertThat(change.fields()).extracting(FieldDiff::path).containsExactly("config.secret.file");
            assertThat(change.fields()).allMatch(FieldDiff::isSentAgain);
            assertThat(change.operations())
                    .singleElement()
                    .satisfies(action -> assertThat(((ConnectorOperation.UpdateConnector) action).resend())
                            .isTrue());
        });
        assertThat(plan.unchanged()).isEqualTo(1);
        assertThat(SavedPlan.of(plan, "1.0.0", Instant.EPOCH).sentAgain())
                .as("what applying the saved plan sends again")
                .containsExactly(ConnectorKind.id("main", "c"));
        assertThat(withCode(plan.diagnostics(), "KG365"))
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .contains("connector/main/other")
                .doesNotContain("connector/main/c ");
        assertThat(rehearsal.apply(plan).isComplete()).isTrue();
    }
}
