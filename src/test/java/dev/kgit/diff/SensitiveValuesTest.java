package dev.kgit.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.LiveState;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.model.FieldValue;
import dev.kgit.model.MaskedText;
import dev.kgit.model.Redactor;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A live value that must not be shown is marked, whatever the files still say about it. */
class SensitiveValuesTest {

    private static final Function<ResourceId, FieldRules> RULES = BuiltInKinds.ALL.fieldRules(LiveState.NOTHING);

    private static final ResourceId C = ConnectorKind.id("main", "c");
    private static final String URI = "config.rabbitmq.uri";
    private static final MaskedText TEMPLATE = new MaskedText(List.of("amqp://good:", "@host"), List.of("U"));

    private static State connector(Map<String, FieldValue> fields) {
        return State.of(List.of(Resource.live(C, new TreeMap<>(fields))));
    }

    private static FieldValue live(State live, State desired, AppliedState applied, String... secrets) {
        State marked = values(desired, applied, EarlierApplies.NONE, secrets).markedIn(live);
        return Objects.requireNonNull(Objects.requireNonNull(marked.get(C)).field(URI));
    }

    private static SensitiveValues values(
            State desired, AppliedState applied, EarlierApplies earlier, String... secrets) {
        return new SensitiveValues(
                desired, applied, earlier, new Redactor(List.of(secrets)), List.of(applied.declared(), desired), RULES);
    }

    private static AppliedState applied(State state) {
        return AppliedStates.of(state);
    }

    /** It was applied, and its history is cut. */
    private static AppliedState forgotten() {
        return AppliedStates.unknown(applied(connector(Map.of())), "the history is cut");
    }

    @Test
    void staysASecretWhenItsDeclarationIsTakenAway() {
        State there = connector(Map.of(URI, FieldValue.of("amqp://good:old@host")));
        State before = connector(Map.of(URI, FieldValue.secret("amqp://good:new@host", null)));

        FieldValue marked = live(there, connector(Map.of()), applied(before));

        assertThat(marked.shown()).isEqualTo(FieldValue.REDACTED);
    }

    @Test
    void showsWhatStandsInTheRepositoryAroundASecretThatIsAnotherNow() {
        State there = connector(Map.of(URI, FieldValue.of("amqp://good:old@host")));
        State before =
                connector(Map.of(URI, FieldValue.of("amqp://good:new@host").withMasked(TEMPLATE)));

        assertThat(live(there, connector(Map.of()), applied(before)).shown()).isEqualTo("amqp://good:(sensitive)@host");
    }

    @Test
    void showsNothingOfAValueThatIsOtherwiseThanDeclared() {
        State there = connector(Map.of(URI, FieldValue.of("amqp://byhand:s3cret@elsewhere")));
        State before =
                connector(Map.of(URI, FieldValue.of("amqp://good:new@host").withMasked(TEMPLATE)));

        assertThat(live(there, connector(Map.of()), applied(before)).shown()).isEqualTo(FieldValue.REDACTED);
    }

    @Test
    void findsAKnownSecretWhereverItHasBeenPut() {
        for (String form : List.of("k3y-of-db/1", "K3Y-OF-DB/1", "k3y-of-db%2F1", "azN5LW9mLWRiLzE")) {
            State there = connector(Map.of(URI, FieldValue.of("x?y=" + form + "&z")));
            assertThat(live(there, State.EMPTY, AppliedState.unknown("there is no ledger"), "k3y-of-db/1")
                            .shown())
                    .as(form)
                    .isEqualTo(FieldValue.REDACTED);
        }
    }

    @Test
    void showsNothingUndeclaredOfWhatWasAppliedFromAHistoryThatIsMissing() {
        State there = connector(Map.of(URI, FieldValue.of("anything")));

        assertThat(live(there, connector(Map.of()), forgotten()).shown()).isEqualTo(FieldValue.REDACTED);
        assertThat(live(there, connector(Map.of()), AppliedState.unknown("there is no ledger"))
                        .shown())
                .isEqualTo("anything");
    }

    @Test
    void showsNothingThatIsDeclaredOtherwiseWhereTheHistoryIsMissing() {
        State there =
                connector(Map.of(URI, FieldValue.of("formerly-secret"), "config.topics", FieldValue.of("orders")));
        State now = connector(Map.of(URI, FieldValue.of("plain"), "config.topics", FieldValue.of("other")));
        State same = connector(Map.of(URI, FieldValue.of("formerly-secret")));

        assertThat(live(there, now, forgotten()).shown()).isEqualTo(FieldValue.REDACTED);
        assertThat(live(there, same, forgotten()).shown()).isEqualTo("formerly-secret");
        State marked = values(now, forgotten(), EarlierApplies.NONE).markedIn(there);
        assertThat(Objects.requireNonNull(marked.get(C)).field("config.topics"))
                .as("a key in which no secret may stand")
                .isEqualTo(FieldValue.of("orders"));
    }

    @Test
    void knowsAConnectorUnderTheNameOfAnotherConnectCluster() {
        ResourceId elsewhere = ConnectorKind.id("renamed", "c");
        State there = State.of(
                List.of(Resource.live(elsewhere, new TreeMap<>(Map.of(URI, FieldValue.of("formerly-secret"))))));
        State before = connector(Map.of(URI, FieldValue.secret("formerly-secret", null)));

        for (AppliedState applied : List.of(applied(before), forgotten())) {
            State marked = values(State.EMPTY, applied, EarlierApplies.NONE).markedIn(there);
            assertThat(Objects.requireNonNull(Objects.requireNonNull(marked.get(elsewhere))
                                    .field(URI))
                            .shown())
                    .isEqualTo(FieldValue.REDACTED);
        }
    }

    @Test
    void knowsSecretsOfAppliesThatTheAppliedStateDoesNotTellOf() {
        State there = connector(Map.of(URI, FieldValue.of("formerly-secret")));
        State partly = connector(Map.of(URI, FieldValue.secret("formerly-secret", null)));
        List<Optional<List<State>>> answers = List.of(Optional.of(List.of(partly)), Optional.empty());

        for (Optional<List<State>> answer : answers) {
            State marked = values(connector(Map.of()), applied(connector(Map.of())), id -> answer)
                    .markedIn(there);
            assertThat(Objects.requireNonNull(
                                    Objects.requireNonNull(marked.get(C)).field(URI))
                            .shown())
                    .isEqualTo(FieldValue.REDACTED);
        }
    }

    @Test
    void readsNoEarlierApplyWhereEverythingIsAsDeclared() {
        State there = connector(Map.of(URI, FieldValue.of("plain"), "state", FieldValue.of("running")));
        SensitiveValues values = new SensitiveValues(
                there,
                applied(there),
                id -> {
                    throw new AssertionError("read for nothing");
                },
                Redactor.NONE,
                List.of(there),
                RULES);

        assertThat(values.markedIn(there)).isSameAs(there);
    }

    @Test
    void tellsAStrangerNothingOfHowASecretBegins() {
        State there = connector(Map.of(URI, FieldValue.of("s3cret-of-db")));
        MaskedText guess = new MaskedText(List.of("s3", ""), List.of("U"));
        State asked = connector(Map.of(URI, FieldValue.of("s3s3cret-of-db").withMasked(guess)));
        State before = connector(Map.of(URI, FieldValue.secret("s3cret-of-db", null)));
        State marked = new SensitiveValues(
                        asked, applied(before), EarlierApplies.NONE, Redactor.NONE, List.of(before), RULES)
                .markedIn(there);

        assertThat(Objects.requireNonNull(Objects.requireNonNull(marked.get(C)).field(URI))
                        .shown())
                .isEqualTo(FieldValue.REDACTED);
    }

    @Test
    void leavesAllElseAsItIs() {
        State there = connector(Map.of(URI, FieldValue.of("plain")));
        SensitiveValues values = values(there, applied(there), EarlierApplies.NONE, "s3cret");

        assertThat(values.markedIn(there)).isSameAs(there);
    }
}
