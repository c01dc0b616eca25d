package dev.kgit.report;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.Cause;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kind.DriftType;
import dev.kgit.kind.Risk;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.plan.Drift;
import dev.kgit.plan.ResourceDrift;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** Drift as reports may have to tell it. */
public final class DriftSamples {

    private DriftSamples() {}

    /** What was applied and what is there now. */
    public static Drift drift() {
        return new Drift(
                "message-broker",
                "prod",
                "5L6g3nShT-eMCtK--X86sw",
                Samples.REVISION,
                true,
                List.of(
                        ResourceDrift.of(
                                        TopicKind.id("email_verification"),
                                        DriftType.CHANGED,
                                        Cause.DRIFT,
                                        Risk.MEDIUM,
                                        List.of(
                                                new FieldDiff(
                                                        "config.retention.ms",
                                                        FieldValue.of("86400000"),
                                                        new FieldValue(
                                                                "604800000",
                                                                FieldValue.Sensitivity.NONE,
                                                                null,
                                                                Samples.at("environments/prod/topics.yaml", 9)),
                                                        Cause.DRIFT),
                                                new FieldDiff(
                                                        "config.segment.bytes",
                                                        FieldValue.of("1048576"),
                                                        null,
                                                        Cause.DRIFT)),
                                        List.of(),
                                        Samples.at("environments/base/topics.yaml", 4),
                                        Samples.COMMIT)
                                .firstSeen(Instant.parse("2026-11-22T08:00:00Z")),
                        ResourceDrift.of(
                                TopicKind.id("http-error-topic"),
                                DriftType.MISSING,
                                Cause.DRIFT,
                                Risk.HIGH,
                                List.of(),
                                List.of(),
                                Samples.at("environments/base/topics.yaml", 12),
                                Samples.COMMIT),
                        ResourceDrift.of(
                                ConnectorKind.id("main", "http-sink"),
                                DriftType.FAILED,
                                Cause.DRIFT,
                                Risk.HIGH,
                                List.of(new FieldDiff(
                                        "config.http.headers",
                                        FieldValue.of("x" + Samples.SECRET).asSensitive(),
                                        FieldValue.of(Samples.SECRET).asSensitive(),
                                        Cause.DRIFT)),
                                List.of(Diagnostic.error(
                                        "KG381",
                                        "task 0 has failed: org.example.HttpError: 503 from http://e.org/hook")),
                                null,
                                null)),
                2,
                Samples.ids("topic/by-hand", "topic/other"),
                List.of(new LiveState.ReadFailure(
                        TopicKind.id("secret-topic"),
                        Diagnostic.error("KG412", "no permission to describe topic/secret-topic")
                                .withHint("grant DESCRIBE on it"))),
                1,
                5,
                List.of());
    }

    public static Drift noDrift() {
        return new Drift(
                "message-broker",
                "prod",
                "id",
                Samples.REVISION,
                true,
                List.of(),
                2,
                new TreeSet<>(),
                List.of(),
                0,
                5,
                List.of());
    }

    /** Nothing differs as far as can be seen. */
    public static Drift unreadable() {
        return new Drift(
                "message-broker",
                "prod",
                "id",
                Revision.NONE,
                false,
                List.of(),
                0,
                new TreeSet<>(),
                drift().unreadable(),
                0,
                5,
                List.of(Diagnostic.warning("KG762", "nothing was ever applied here: there is nothing to compare with")
                        .withHint("run the first apply")));
    }

    public static Drift hostileDrift() {
        ResourceId id = ConnectorKind.id("main", "c" + Samples.HOSTILE);
        return new Drift(
                "p --> " + Samples.HOSTILE,
                "e" + Samples.HOSTILE,
                Samples.HOSTILE,
                new Revision(Samples.HOSTILE, Samples.HOSTILE, false),
                true,
                List.of(ResourceDrift.of(
                        id,
                        DriftType.CHANGED,
                        Cause.DRIFT,
                        Risk.LOW,
                        List.of(new FieldDiff(
                                "config." + Samples.HOSTILE,
                                FieldValue.of(Samples.HOSTILE),
                                FieldValue.of("x"),
                                Cause.DRIFT)),
                        List.of(Diagnostic.error("KG381", Samples.HOSTILE).withHint(Samples.HOSTILE)),
                        Samples.at("environments/" + Samples.HOSTILE + ".yaml", 1),
                        Samples.HOSTILE)),
                1,
                new TreeSet<>(List.of(TopicKind.id("t" + Samples.HOSTILE))),
                List.of(new LiveState.ReadFailure(id, Diagnostic.error("KG412", Samples.HOSTILE))),
                0,
                5,
                List.of(Diagnostic.warning("KG761", Samples.HOSTILE).withHint(Samples.HOSTILE)));
    }
}
