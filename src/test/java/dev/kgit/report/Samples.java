package dev.kgit.report;

import dev.kgit.diff.Cause;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kind.Risk;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.plan.Plan;
import dev.kgit.plan.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Plans and drifts to render. */
public final class Samples {

    /** Never to be found in any output. */
    public static final String SECRET = "s3cr3t-value-of-a-key";

    public static final String FINGERPRINT = "sha256:" + "ab".repeat(32);

    static final String COMMIT = "3f2a9c1b2d4e5f60718293a4b5c6d7e8f9012345";

    static final Revision REVISION = new Revision(COMMIT, "main", false);

    /** Steers a terminal, hides text, opens logging commands, breaks lines, closes every kind of quotation. */
    static final String HOSTILE =
            "\u001b[2K\u0085\u202Eevil\u2066\u200B\uFEFF\n::error::x\r\n##[error]y ##vso[task.x]z `` ``` </details><img src=x>"
                    + " ![i](http://e.org/i.png) [l](javascript:x) @everyone #12 | \\ --> \"q\" &amp; \uD800 \u3164 www.evil.org";

    private Samples() {}

    public static Plan empty() {
        return plan(List.of(), List.of());
    }

    /** Nothing to do, and yet nothing that can be applied. */
    public static Plan inapplicable() {
        return plan(
                List.of(),
                List.of(Diagnostic.error("KG230", "the desired state is empty").withHint("check the branch")));
    }

    /** The first plan of a new platform. */
    public static Plan first() {
        ResourceId mails = TopicKind.id("email_verification");
        ResourceId errors = TopicKind.id("http-error-topic");
        return new Plan(
                "message-broker",
                "dev",
                "5L6g3nShT-eMCtK--X86sw",
                REVISION,
                FINGERPRINT,
                List.of(
                        create(
                                mails,
                                at("environments/base/topics.yaml", 4),
                                set("partitions", "3"),
                                set("replicationFactor", "1"),
                                set("config.cleanup.policy", "delete"),
                                set("config.max.message.bytes", "1048576"),
                                set("config.retention.ms", "604800000")),
                        create(
                                errors,
                                at("environments/base/topics.yaml", 12),
                                set("partitions", "1"),
                                set("replicationFactor", "1")),
                        new ResourceChange(
                                ConnectorKind.id("main", "http-sink"),
                                ChangeType.CREATE,
                                Cause.GIT,
                                Risk.LOW,
                                List.of(
                                        set("config.connector.class", "org.example.HttpSink"),
                                        new FieldDiff(
                                                "config.http.headers",
                                                null,
                                                FieldValue.of(SECRET).asSensitive(),
                                                Cause.GIT),
                                        set("config.topics", "email_verification"),
                                        set("state", "running")),
                                List.of(),
                                new TreeSet<>(List.of(mails, errors)),
                                at("environments/base/connectors/http-sink.yaml", 3),
                                List.of(),
                                "absent")),
                3,
                ids("topic/other", "topic/another"),
                new TreeSet<>(),
                List.of());
    }

    /** All that a plan can say. */
    public static Plan mixed() {
        List<ResourceChange> changes = List.of(
                new ResourceChange(
                        TopicKind.id("orders"),
                        ChangeType.UPDATE,
                        Cause.BOTH,
                        Risk.MEDIUM,
                        List.of(
                                new FieldDiff("partitions", FieldValue.of("3"), FieldValue.of("6"), Cause.GIT),
                                new FieldDiff("config.max.message.bytes", FieldValue.of("1048588"), null, Cause.DRIFT),
                                new FieldDiff(
                                        "config.retention.ms",
                                        FieldValue.of("604800000"),
                                        FieldValue.of("129600000"),
                                        Cause.BOTH)),
                        List.of(Diagnostic.warning(
                                        "KG212",
                                        "more partitions: keys move to other partitions; group mailers reads it")
                                .withHint("let consumers catch up first")
                                .withPlace(at("environments/base/topics.yaml", 20))),
                        new TreeSet<>(),
                        at("environments/base/topics.yaml", 20),
                        List.of(),
                        "sha256:orders"),
                new ResourceChange(
                        ConnectorKind.id("main", "jdbc-source"),
                        ChangeType.UPDATE,
                        Cause.DRIFT,
                        Risk.LOW,
                        List.of(
                                new FieldDiff(
                                        "config.connection.password",
                                        FieldValue.of("old-" + SECRET).asSensitive(),
                                        FieldValue.of(SECRET).asSensitive(),
                                        Cause.DRIFT),
                                new FieldDiff(
                                        "config.query",
                                        FieldValue.of(query("a")),
                                        FieldValue.of(query("b")),
                                        Cause.DRIFT),
                                new FieldDiff("config.poll.interval.ms", FieldValue.of("5000"), null, Cause.DRIFT),
                                new FieldDiff("state", FieldValue.of("paused"), FieldValue.of("running"), Cause.DRIFT)),
                        List.of(Diagnostic.info("KG371", "restarts 4 tasks")),
                        new TreeSet<>(List.of(TopicKind.id("orders"))),
                        at("environments/base/connectors/jdbc.yaml", 7),
                        List.of(),
                        "sha256:jdbc"),
                new ResourceChange(
                        TopicKind.id("old_topic"),
                        ChangeType.DELETE,
                        Cause.GIT,
                        Risk.HIGH,
                        List.of(
                                new FieldDiff("partitions", FieldValue.of("12"), null, Cause.GIT),
                                new FieldDiff("config.retention.ms", FieldValue.of("-1"), null, Cause.GIT)),
                        List.of(Diagnostic.error(
                                        "KG204",
                                        "topic/old_topic holds 1.2GiB in 12 partitions, and group reports (2 members) reads it")
                                .withHint("add `allow: [data-loss]` to the topic if its data may go")),
                        new TreeSet<>(List.of(ConnectorKind.id("main", "legacy"))),
                        null,
                        List.of(),
                        "sha256:old"));
        return new Plan(
                "message-broker",
                "prod",
                null,
                new Revision(COMMIT, null, true),
                FINGERPRINT,
                changes,
                41,
                new TreeSet<>(),
                ids("topic/a", "topic/b", "topic/c", "topic/d", "topic/e", "topic/f", "connector/main/x"),
                List.of(
                        Diagnostic.warning("KG310", "not checked by the broker: no permission")
                                .withHint("grant ALTER_CONFIGS on the topics"),
                        Diagnostic.error("KG231", "the working tree has uncommitted changes")
                                .withPlace(new Place("environments/prod/topics.yaml", 3, 5))));
    }

    /** Every text that comes from elsewhere means harm. */
    public static Plan hostile() {
        ResourceId id = ConnectorKind.id("main", "c" + HOSTILE);
        return new Plan(
                "p --> " + HOSTILE,
                "e" + HOSTILE,
                "cluster" + HOSTILE,
                new Revision(COMMIT, "b" + HOSTILE, false),
                FINGERPRINT,
                List.of(new ResourceChange(
                        id,
                        ChangeType.UPDATE,
                        Cause.DRIFT,
                        Risk.HIGH,
                        List.of(
                                new FieldDiff(
                                        "config." + HOSTILE,
                                        FieldValue.of(HOSTILE),
                                        FieldValue.of("plain"),
                                        Cause.DRIFT),
                                new FieldDiff("config.empty", FieldValue.of(""), FieldValue.of(" "), Cause.DRIFT),
                                new FieldDiff(
                                        "config.like",
                                        FieldValue.of("(sensitive)"),
                                        FieldValue.of("a -> b"),
                                        Cause.DRIFT),
                                new FieldDiff(
                                        "config.newline", FieldValue.of("a\nb"), FieldValue.of("a\\nb"), Cause.DRIFT),
                                new FieldDiff(
                                        "config.script",
                                        FieldValue.of("Gr\u00fc\u00dfe, \u4f60\u597d"),
                                        FieldValue.of("e\u0301"),
                                        Cause.DRIFT)),
                        List.of(Diagnostic.warning("KG360", "the worker says: " + HOSTILE)
                                .withHint("hint " + HOSTILE)
                                .withPlace(new Place("environments/" + HOSTILE + ".yaml", 2, 3))),
                        new TreeSet<>(List.of(TopicKind.id("t" + HOSTILE))),
                        at("environments/" + HOSTILE + ".yaml", 1),
                        List.of(),
                        "sha256:x")),
                0,
                new TreeSet<>(),
                new TreeSet<>(List.of(TopicKind.id("o" + HOSTILE))),
                List.of(Diagnostic.warning("KG300", HOSTILE)
                        .withHint(HOSTILE)
                        .withPlace(new Place(HOSTILE, 1, 1))
                        .withSubject(id)));
    }

    /** More than a comment takes. */
    public static Plan huge(int rows) {
        List<ResourceChange> changes = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            changes.add(create(
                    TopicKind.id("topic-" + i),
                    at("environments/base/topics.yaml", i + 1),
                    set("partitions", "3"),
                    set("config.retention.ms", "604800000")));
        }
        return plan(changes, List.of());
    }

    /** A plan drawn at random; the same seed gives an equal one. */
    public static Plan random(long seed) {
        Random random = new Random(seed);
        List<ResourceChange> changes = new ArrayList<>();
        int rows = random.nextInt(6);
        for (int i = 0; i < rows; i++) {
            ResourceId id = random.nextBoolean() ? TopicKind.id("t" + i) : ConnectorKind.id("main", "c" + text(random));
            List<FieldDiff> fields = new ArrayList<>();
            int count = random.nextInt(4);
            for (int f = 0; f < count; f++) {
                fields.add(new FieldDiff(
                        "config.k" + f, setting(random), setting(random), Cause.values()[random.nextInt(4)]));
            }
            List<Diagnostic> findings = random.nextInt(3) > 0
                    ? List.of()
                    : List.of(new Diagnostic(
                            "KG20" + random.nextInt(10),
                            dev.kgit.model.Severity.values()[random.nextInt(3)],
                            text(random),
                            random.nextBoolean() ? text(random) : null,
                            random.nextBoolean() ? new Place("f.yaml", 1, 1) : null,
                            id));
            changes.add(new ResourceChange(
                    id,
                    ChangeType.values()[random.nextInt(3)],
                    Cause.values()[random.nextInt(4)],
                    Risk.values()[random.nextInt(3)],
                    fields,
                    findings,
                    new TreeSet<>(),
                    random.nextBoolean() ? at("f.yaml", 1 + random.nextInt(9)) : null,
                    List.of(),
                    "sha256:" + random.nextInt()));
        }
        return plan(changes, List.of());
    }

    private static @Nullable FieldValue setting(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> FieldValue.of(SECRET + random.nextInt()).asSensitive();
            case 2 -> FieldValue.unknown();
            default -> FieldValue.of(text(random));
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(30);
        for (int i = 0; i < length; i++) {
            text.append(
                    random.nextInt(3) == 0
                            ? (char) random.nextInt(0x10000)
                            : HOSTILE.charAt(random.nextInt(HOSTILE.length())));
        }
        return text.toString();
    }

    private static Plan plan(List<ResourceChange> changes, List<Diagnostic> diagnostics) {
        return new Plan(
                "message-broker",
                "dev",
                "5L6g3nShT-eMCtK--X86sw",
                REVISION,
                FINGERPRINT,
                changes,
                3,
                ids("topic/other"),
                new TreeSet<>(),
                diagnostics);
    }

    private static ResourceChange create(ResourceId id, Place source, FieldDiff... fields) {
        return new ResourceChange(
                id,
                ChangeType.CREATE,
                Cause.GIT,
                Risk.LOW,
                List.of(fields),
                List.of(),
                new TreeSet<>(),
                source,
                List.of(),
                "absent");
    }

    private static FieldDiff set(String path, String value) {
        return new FieldDiff(path, null, FieldValue.of(value), Cause.GIT);
    }

    static Place at(String file, int line) {
        return new Place(file, line, 3);
    }

    static TreeSet<ResourceId> ids(String... texts) {
        TreeSet<ResourceId> ids = new TreeSet<>();
        for (String text : texts) {
            ids.add(BuiltInKinds.ALL.parse(text).orElseThrow());
        }
        return ids;
    }

    private static String query(String last) {
        return "select " + "column_with_a_long_name, ".repeat(12) + "id from orders where state = '" + last + "'";
    }
}
