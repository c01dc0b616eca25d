package dev.kgit.planfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.cluster.Operation;
import dev.kgit.diff.Cause;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.plan.Plan;
import dev.kgit.plan.ResourceChange;
import dev.kgit.report.Samples;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SavedPlanTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    /** The files are those that the plan was made from. */
    private static final SavedPlan.FilesNow NONE = (to, from) -> List.of();

    /** Nobody opens anything on the command line. */
    private static final BiPredicate<String, ResourceId> NOBODY = (code, id) -> false;

    private static byte[] saved(Plan plan) {
        return saved(plan, null);
    }

    private static byte[] saved(Plan plan, @Nullable String rollbackFrom) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SavedPlanFile.write(plan, rollbackFrom, "1.2.3", NOW, out);
        return out.toByteArray();
    }

    private static SavedPlan read(byte[] content) {
        return SavedPlanFile.read(content, "plan.kgit", "1.2.3", BuiltInKinds.ALL);
    }

    @Test
    void readsWhatItWrote() {
        for (Plan plan : List.of(Samples.first(), Samples.mixed(), Samples.empty(), Samples.hostile())) {
            assertThat(read(saved(plan))).isEqualTo(SavedPlan.of(plan, "1.2.3", NOW));
        }
        for (long seed = 0; seed < 300; seed++) {
            Plan plan = Samples.random(seed);
            assertThat(read(saved(plan)).movedSince(Samples.random(seed), NONE, NOBODY))
                    .isEmpty();
        }
    }

    @Test
    void keepsTheSchemaOfPlans() {
        SchemaOf.file("plan.schema.json").isKeptBy(new String(saved(Samples.mixed()), StandardCharsets.UTF_8));
    }

    @Test
    void holdsNoSecret() {
        assertThat(new String(saved(Samples.mixed()), StandardCharsets.UTF_8)).doesNotContain(Samples.SECRET);
    }

    @Test
    void isRefusedWhenCut() {
        byte[] content = saved(Samples.mixed());
        for (int length = 40; length < content.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(content, length);
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(KgitException.Refused.class)
                    .hasMessageContaining("KG672");
        }
    }

    @Test
    void isRefusedWhenAnyByteWasEdited() {
        byte[] content = saved(Samples.mixed());
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            byte[] edited = content.clone();
            int at = 30 + random.nextInt(content.length - 30);
            edited[at] ^= (byte) (1 << random.nextInt(7));
            assertThatThrownBy(() -> read(edited)).isInstanceOf(KgitException.class);
        }
    }

    @Test
    void isRefusedWhenMadeByAnotherVersion() {
        assertThatThrownBy(() -> SavedPlanFile.read(saved(Samples.first()), "plan.kgit", "1.2.4", BuiltInKinds.ALL))
                .isInstanceOf(KgitException.Refused.class)
                .hasMessageContaining("KG674")
                .hasMessageContaining("1.2.3");
        byte[] later = new String(saved(Samples.first()), StandardCharsets.UTF_8)
                .replace("\"formatVersion\": \"1.1\"", "\"formatVersion\": \"2.0\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(later))
                .isInstanceOf(KgitException.Refused.class)
                .hasMessageContaining("KG673");
    }

    @Test
    void isInvalidWhenItIsNoSavedPlan() {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PlanJson.write(Samples.first(), shown);
        for (byte[] content : List.of(
                new byte[0],
                new byte[] {(byte) 0xff, (byte) 0xfe, 0},
                "topics: {}".getBytes(StandardCharsets.UTF_8),
                "{\"a\": 1}".getBytes(StandardCharsets.UTF_8),
                shown.toByteArray())) {
            assertThatThrownBy(() -> read(content))
                    .isInstanceOf(KgitException.Invalid.class)
                    .hasMessageContaining("KG671");
        }
    }

    @Test
    void isRefusedWhenForgedWithARightChecksum() throws Exception {
        String body = "{\"formatVersion\": \"1.1\", \"project\": [[[[1]]]]";
        byte[] forged = withChecksum(body);
        assertThatThrownBy(() -> read(forged))
                .isInstanceOf(KgitException.Refused.class)
                .hasMessageContaining("KG672");
    }

    @Test
    void namesEachResourceThatHasMoved() {
        Plan then = Samples.mixed();
        ResourceChange orders = then.changes().get(0);
        ResourceChange source = then.changes().get(1);
        ResourceChange appeared = with(orders, TopicKind.id("new-one"), orders.fields(), "basis");
        List<FieldDiff> other = new ArrayList<>(orders.fields());
        other.set(0, new FieldDiff("partitions", FieldValue.of("4"), FieldValue.of("6"), Cause.BOTH));
        List<Diagnostic> moved = read(saved(then))
                .movedSince(
                        with(
                                then,
                                List.of(
                                        with(orders, orders.id(), other, "elsewhere"),
                                        with(source, source.id(), source.fields(), "elsewhere"),
                                        appeared)),
                        NONE,
                        NOBODY);
        assertThat(moved)
                .allMatch(told -> told.code().equals("KG677"))
                .extracting(told -> told.subject() + ": " + told.message())
                .containsExactly(
                        "topic/new-one: topic/new-one was not in the saved plan; now there is something to update",
                        "topic/old_topic: topic/old_topic was to be deleted; now there is nothing to do",
                        "topic/orders: topic/orders, partitions: planned was 3 -> 6, now it is 4 -> 6",
                        "connector/main/jdbc-source: connector/main/jdbc-source has changed on the cluster since the plan"
                                + " was saved, or what it affects has");
    }

    @Test
    void namesWhatElseIsNoLongerTheSame() {
        Plan then = Samples.mixed();
        assertThat(codes(then, with(then, "p2", "prod", "id", then.revision(), then.fingerprint())))
                .containsExactly("KG675", "KG675");
        assertThat(codes(then, with(then, then.project(), "dev", null, then.revision(), then.fingerprint())))
                .containsExactly("KG675");
        Revision clean = new Revision(then.revision().commit(), null, false);
        assertThat(codes(then, with(then, then.project(), "prod", null, clean, then.fingerprint())))
                .containsExactly("KG676");
        assertThat(codes(
                        then,
                        with(then, then.project(), "prod", null, new Revision("0".repeat(40), null, true), "other")))
                .containsExactly("KG676");
    }

    /** Reviewed as "broker 2 gets 2.6 MiB", or as "loses 3 records". */
    @Test
    void namesWhatIsSentOrLostOtherwise() {
        ResourceChange change = Samples.mixed().changes().get(0);
        assertThat(codes(of(change, "1", 3L), of(change, "2", 3L))).containsExactly("KG678");
        assertThat(codes(of(change, "1", 3L), of(change, "1", 1_000L))).isEmpty();
        assertThat(codes(of(change, "1", 3L), of(change, "1", 1_001L))).containsExactly("KG677");
        assertThat(codes(of(change, "1", 5_000L), of(change, "1", 50_000L))).isEmpty();
        assertThat(codes(of(change, "1", 5_000L), of(change, "1", 50_001L))).containsExactly("KG677");
        assertThat(codes(of(change, "1", null), of(change, "1", 100_003L))).containsExactly("KG677");
    }

    /** Reviewed while it was nobody's: the consent to take it over was never seen at work. */
    @Test
    void namesWhoManagesItNow() {
        ResourceChange change = Samples.mixed().changes().get(0);
        assertThat(codes(ownedBy(change, null), ownedBy(change, null))).isEmpty();
        assertThat(codes(ownedBy(change, "other/dev"), ownedBy(change, "other/dev")))
                .isEmpty();
        assertThat(read(saved(ownedBy(change, null))).movedSince(ownedBy(change, "other/dev"), NONE, NOBODY))
                .extracting(told -> told.code() + ": " + told.message())
                .containsExactly("KG677: topic/orders was managed by no other project; now it is managed by other/dev");
        assertThat(codes(ownedBy(change, "other/dev"), ownedBy(change, null))).containsExactly("KG677");
        SchemaOf.file("plan.schema.json")
                .isKeptBy(new String(saved(ownedBy(change, "other/dev")), StandardCharsets.UTF_8));
    }

    private static Plan ownedBy(ResourceChange change, @Nullable String owner) {
        ResourceChange row = new ResourceChange(
                change.id(),
                change.changeType(),
                change.cause(),
                change.risk(),
                change.fields(),
                change.findings(),
                change.dependsOn(),
                change.source(),
                change.operations(),
                change.basis(),
                owner,
                change.consents(),
                change.loss());
        return with(Samples.mixed(), List.of(row));
    }

    private static Plan of(ResourceChange change, String replica, @Nullable Long loss) {
        ResourceId topic = TopicKind.id("moves");
        Operation moves =
                new TopicOperation.Reassign(topic, new TreeMap<>(Map.of(0, List.of(Integer.valueOf(replica)))), null);
        ResourceChange row = new ResourceChange(
                topic,
                ChangeType.UPDATE,
                change.cause(),
                change.risk(),
                List.of(),
                List.of(),
                change.dependsOn(),
                change.source(),
                List.of(moves),
                "basis",
                null,
                new TreeSet<>(),
                loss);
        return with(Samples.mixed(), List.of(row));
    }

    @Test
    void isGoodForACommitThatTakesTheFilesBackAndForNoOther() {
        Plan then = Samples.mixed();
        Plan now = with(
                then, then.project(), "prod", null, new Revision("1".repeat(40), "main", true), then.fingerprint());
        SavedPlan rollback = read(saved(then, "f".repeat(40)));

        assertThat(rollback.movedSince(now, NONE, NOBODY)).isEmpty();
        List<Diagnostic> moved = rollback.movedSince(
                now,
                (to, from) -> {
                    assertThat(to).isEqualTo(then.revision().commit());
                    assertThat(from).isEqualTo("f".repeat(40));
                    return List.of("environments/base/topics.yaml");
                },
                NOBODY);
        assertThat(moved).extracting(Diagnostic::code).containsExactly("KG676");
        assertThat(moved.get(0).message()).contains("environments/base/topics.yaml");
        Plan clean =
                with(then, then.project(), "prod", null, new Revision("1".repeat(40), null, false), then.fingerprint());
        assertThat(rollback.movedSince(clean, NONE, NOBODY))
                .extracting(Diagnostic::code)
                .containsExactly("KG676");
    }

    @Test
    void isRefusedWhereItIsOnlyCalledARollback() throws Exception {
        String content = new String(saved(Samples.mixed()), StandardCharsets.UTF_8);
        byte[] forged = withChecksum(content.substring(0, content.indexOf(",\n  \"checksum\""))
                .replace("\"rollback\": false", "\"rollback\": true"));
        assertThatThrownBy(() -> read(forged))
                .isInstanceOf(KgitException.Refused.class)
                .hasMessageContaining("KG672");
    }

    /** As a kgit wrote it that did not know where Connect is. */
    @Test
    void isGoodForNoConnectorWhereItDoesNotSayWhereConnectIs() throws Exception {
        Plan plan = Samples.mixed();
        assertThat(read(withoutConnect(plan)).movedSince(at(plan, "one:8083"), NONE, NOBODY))
                .extracting(Diagnostic::code)
                .containsExactly("KG675");
        Plan topics = with(plan, List.of(plan.changes().get(0)));
        assertThat(read(withoutConnect(topics)).movedSince(at(topics, "one:8083"), NONE, NOBODY))
                .isEmpty();
    }

    private static byte[] withoutConnect(Plan plan) throws Exception {
        String content = new String(saved(plan), StandardCharsets.UTF_8);
        return withChecksum(content.substring(0, content.indexOf(",\n  \"checksum\""))
                .replaceFirst("(?s),\\s*\"connect\": \\{.*?\\}", ""));
    }

    private static Plan at(Plan plan, String worker) {
        return new Plan(
                plan.project(),
                plan.environment(),
                plan.clusterId(),
                new TreeMap<>(Map.of("main", List.of(worker))),
                plan.revision(),
                plan.fingerprint(),
                plan.changes(),
                plan.unreadable(),
                plan.unchanged(),
                plan.unmanaged(),
                plan.orphans(),
                plan.diagnostics());
    }

    private static List<String> codes(Plan then, Plan now) {
        return read(saved(then)).movedSince(now, NONE, NOBODY).stream()
                .map(Diagnostic::code)
                .toList();
    }

    /** As whoever edits the file can write it. */
    private static byte[] withChecksum(String body) throws Exception {
        String sum = java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                        .digest(body.getBytes(StandardCharsets.UTF_8)));
        return (body + ",\n  \"checksum\": \"sha256:" + sum + "\"\n}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static ResourceChange with(ResourceChange change, ResourceId id, List<FieldDiff> fields, String basis) {
        return new ResourceChange(
                id,
                ChangeType.UPDATE,
                change.cause(),
                change.risk(),
                fields,
                change.findings(),
                change.dependsOn(),
                change.source(),
                change.operations(),
                basis);
    }

    private static Plan with(Plan plan, List<ResourceChange> changes) {
        return new Plan(
                plan.project(),
                plan.environment(),
                plan.clusterId(),
                plan.revision(),
                plan.fingerprint(),
                changes,
                plan.unchanged(),
                plan.unmanaged(),
                plan.orphans(),
                plan.diagnostics());
    }

    private static Plan with(
            Plan plan,
            String project,
            String environment,
            @Nullable String cluster,
            Revision revision,
            String fingerprint) {
        return new Plan(
                project,
                environment,
                cluster,
                revision,
                fingerprint,
                plan.changes(),
                plan.unchanged(),
                plan.unmanaged(),
                plan.orphans(),
                plan.diagnostics());
    }
}
