package dev.kgit.kinds.connector.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.connect.ErrorTrace;
import dev.kgit.connect.RestResponse;
import dev.kgit.connect.WorkerVersion;
import dev.kgit.fixture.ProcessorTime;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.FieldValue;
import dev.kgit.secret.ProviderLookups;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SmallPiecesTest {

    @Test
    void aMaskIsAllAsterisksOrAWordInBrackets() {
        assertThat(List.of("***", "********", "••••••", "[hidden]", "<redacted>", "[REDACTED]", "<<masked>>", " **** "))
                .allMatch(MaskedValues::isMask);
        assertThat(List.of("", "*", "**", "hidden", "a***", "*.log", "[a]", "xxx", "${file:/s:p}", "<topic>"))
                .noneMatch(MaskedValues::isMask);
    }

    @Test
    void onlyALookupByAProviderIsOneThatTheWorkerPutsIn() {
        assertThat(ProviderLookups.isIn("outbox.event.${routedByValue}")).isFalse();
        assertThat(ProviderLookups.isIn("${1}-${2}")).isFalse();
        assertThat(ProviderLookups.isIn("x${file:/s:p}")).isTrue();
    }

    @Test
    void lookupsAreFoundInOneReading() {
        ProcessorTime.within(Duration.ofSeconds(2), () -> ProviderLookups.isIn("${file:".repeat(100_000)));
    }

    @Test
    void theHeadOfATraceIsItsFirstLineAndItsDeepestCause() {
        assertThat(ErrorTrace.of("""
                        org.apache.kafka.connect.errors.ConnectException: outer
                        \tat a.B.c(B.java:1)
                        Caused by: java.lang.RuntimeException: middle
                        \tat a.B.d(B.java:2)
                        \t... 3 more
                        Caused by: java.net.ConnectException: Connection refused
                        \t... 9 more
                        """).text())
                .isEqualTo("org.apache.kafka.connect.errors.ConnectException: outer;"
                        + " caused by java.net.ConnectException: Connection refused");
        assertThat(ErrorTrace.of("only this").text()).isEqualTo("only this");
        assertThat(ErrorTrace.of("").text()).isEmpty();
        assertThat(ErrorTrace.of("x".repeat(10_000)).text()).hasSizeLessThan(500);
    }

    @Test
    void versionsOfConfluentCountAsTheKafkaTheyHold() {
        assertThat(WorkerVersion.of("7.6.1-ccs")).isEqualTo(new WorkerVersion(3, 6, 1));
        assertThat(WorkerVersion.of("8.1.0-ce")).isEqualTo(new WorkerVersion(4, 1, 0));
        assertThat(WorkerVersion.of("6.2.0-ccs")).isEqualTo(new WorkerVersion(2, 8, 0));
        assertThat(WorkerVersion.of("5.5.1-ccs")).isEqualTo(new WorkerVersion(2, 5, 1));
        assertThat(WorkerVersion.of("4.3.1")).isEqualTo(new WorkerVersion(4, 3, 1));
        assertThat(WorkerVersion.of("3.9.0.redhat-00003")).isEqualTo(new WorkerVersion(3, 9, 0));
        assertThat(WorkerVersion.of("unknown")).isEqualTo(new WorkerVersion(0, 0, 0));
    }

    @Test
    void eachVersionKnowsWhatItCanDo() {
        WorkerVersion newest = WorkerVersion.of("4.3.1");
        assertThat(newest.tellsHealth() && newest.stops() && newest.createsInState() && newest.patches())
                .isTrue();
        assertThat(WorkerVersion.of("3.8.1").tellsHealth()).isFalse();
        assertThat(WorkerVersion.of("3.7.2").tasksSeeEveryChange()).isTrue();
        assertThat(WorkerVersion.of("3.8.0").tasksSeeEveryChange()).isFalse();
        assertThat(WorkerVersion.of("3.8.1").tasksSeeEveryChange()).isTrue();
        assertThat(WorkerVersion.of("3.7.0").patches()).isFalse();
        assertThat(WorkerVersion.of("2.8.2").restartsTasks()).isFalse();
    }

    @Test
    void aPatchSetsWhatDiffersTakesAwayWhatIsNotDeclaredAndLeavesWhatIsKept() {
        SortedMap<String, FieldValue> live = new TreeMap<>(Map.of(
                "same", FieldValue.of("1"),
                "other", FieldValue.of("1"),
                "gone", FieldValue.of("1"),
                "kept", FieldValue.unknown(),
                "masked", FieldValue.unknown()));
        Map<String, String> wanted = Map.of("same", "1", "other", "2", "masked", "declared", "new", "3");
        SortedMap<String, String> expected = new TreeMap<>(Map.of("other", "2", "masked", "declared", "new", "3"));
        expected.put("gone", null);

        assertThat(ConfigComparison.patch(live, wanted, List.of("kept"))).isEqualTo(expected);
        assertThat(ConfigComparison.contradict(
                        new TreeMap<>(Map.of("a", FieldValue.unknown())), Map.of("a", "anything")))
                .isFalse();
        assertThat(ConfigComparison.contradict(new TreeMap<>(Map.of("a", FieldValue.of("1"))), Map.of("a", "2")))
                .isTrue();
    }

    @Test
    void twoNeighboursSwappedAreOneKeystroke() {
        assertThat(DidYouMean.distance("tasks", "takss")).isOne();
        assertThat(DidYouMean.distance("", "abc")).isEqualTo(3);
        assertThat(DidYouMean.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void onlyConnectsOwnWordIsAbsence() {
        assertThat(new RestResponse(404, "application/json", "{\"error_code\":404,\"message\":\"no\"}").isAbsent())
                .isTrue();
        assertThat(new RestResponse(404, "text/html", "<html/>").isAbsent()).isFalse();
        assertThat(new RestResponse(404, "application/json", "{\"message\":\"no route\"}").isAbsent())
                .isFalse();
        assertThat(new RestResponse(404, "application/json", "not json").isAbsent())
                .isFalse();
    }
}
