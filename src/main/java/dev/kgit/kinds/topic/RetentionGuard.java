package dev.kgit.kinds.topic;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Quantity;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Changes of retention or cleanup policy that make the broker drop data which it keeps today. */
public final class RetentionGuard implements Guard {

    static final String RETENTION_MS = TopicKeys.RETENTION_MS;
    static final String RETENTION_BYTES = TopicKeys.RETENTION_BYTES;
    static final String CLEANUP_POLICY = TopicKeys.CLEANUP_POLICY;
    static final String REMOTE_STORAGE = "remote.storage.enable";
    private static final String DELETE_ON_DISABLE = "remote.log.delete.on.disable";
    private static final String CONSENT = "data-loss";
    private static final String CODE = "KG204";

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, GuardContext context) {
        if (difference.changeType() != ChangeType.UPDATE) {
            return List.of();
        }
        if (difference.desired().lifecycle().isConnectInternal()) {
            // Workers read the newest record of each key only, and lose their state where a topic is not compacted.
            return List.of();
        }
        List<Diagnostic> findings = new ArrayList<>();
        TopicUsage evidence = TopicUsage.in(context.evidence(), difference.id());
        Set<String> policyAfter = policy(after(difference, CLEANUP_POLICY, context));
        Set<String> policyBefore = policy(before(difference, CLEANUP_POLICY, context));
        if (policyAfter.contains("delete")) {
            boolean newlyDeletes = !policyBefore.contains("delete");
            if (!newlyDeletes && isCut(difference, RETENTION_MS, context)) {
                byTime(difference, context, evidence, findings);
            }
            if (!newlyDeletes && isCut(difference, RETENTION_BYTES, context)) {
                bySize(difference, context, evidence, findings);
            }
        }
        tieredStorage(difference, context, evidence, findings);
        Set<String> added = new TreeSet<>(policyAfter);
        added.removeAll(policyBefore);
        boolean holdsData = evidence == null || evidence.mayHoldRecords();
        if (difference.field(Resource.CONFIG + CLEANUP_POLICY) != null && !added.isEmpty() && holdsData) {
            findings.add(context.findingUnlessAllowed(
                    CODE,
                    difference,
                    "cleanup.policy from " + told(policyBefore) + " to " + told(policyAfter)
                            + " drops records that are kept today; at stake: " + UsageText.usage(evidence),
                    CONSENT,
                    GuardContext.placeOf(difference, Resource.CONFIG + CLEANUP_POLICY)));
        }
        return findings;
    }

    /** KIP-950: what lies in the remote storage goes with it. */
    private static void tieredStorage(
            ResourceDiff difference, GuardContext context, @Nullable TopicUsage evidence, List<Diagnostic> findings) {
        boolean was = "true".equalsIgnoreCase(before(difference, REMOTE_STORAGE, context));
        boolean stays = "true".equalsIgnoreCase(after(difference, REMOTE_STORAGE, context));
        if (was && !stays && "true".equalsIgnoreCase(after(difference, DELETE_ON_DISABLE, context))) {
            findings.add(context.findingUnlessAllowed(
                    CODE,
                    difference,
                    "switching tiered storage off deletes what lies there (" + DELETE_ON_DISABLE + "=true); at stake: "
                            + UsageText.usage(evidence),
                    CONSENT,
                    GuardContext.placeOf(difference, Resource.CONFIG + REMOTE_STORAGE)));
        }
    }

    private static void byTime(
            ResourceDiff difference, GuardContext context, @Nullable TopicUsage evidence, List<Diagnostic> findings) {
        Long cut = evidence == null ? null : evidence.recordsCut();
        if (evidence != null && evidence.isWhole() && cut != null && cut == 0) {
            return;
        }
        String amount;
        if (evidence == null || cut == null) {
            amount = "how many could not be read";
        } else {
            Long bytes = evidence.totalBytes();
            long all = Math.max(1, evidence.totalRecords());
            amount = UsageText.atLeast(evidence) + cut + " of " + FindingText.count(evidence.totalRecords(), "record")
                    + (bytes == null ? "" : ", about " + Quantity.measuredBytes(Math.round((double) bytes * cut / all)))
                    + UsageText.uncounted(evidence);
        }
        findings.add(context.findingUnlessAllowed(
                CODE,
                difference,
                "shorter retention.ms drops records that are kept today: " + amount,
                CONSENT,
                GuardContext.placeOf(difference, Resource.CONFIG + RETENTION_MS)));
    }

    private static void bySize(
            ResourceDiff difference, GuardContext context, @Nullable TopicUsage evidence, List<Diagnostic> findings) {
        long limit = Quantity.limit(after(difference, RETENTION_BYTES, context), Long.MAX_VALUE);
        List<Long> sizes = evidence == null ? null : evidence.bytes();
        String amount = "how much could not be read";
        if (evidence != null && sizes != null) {
            long over =
                    sizes.stream().mapToLong(size -> Math.max(0, size - limit)).sum();
            if (over == 0 && evidence.isWhole()) {
                return;
            }
            amount = (evidence.isWhole() ? "about " : "at least ")
                    + Quantity.measuredBytes(over)
                    + UsageText.uncounted(evidence);
        }
        findings.add(context.findingUnlessAllowed(
                CODE,
                difference,
                "smaller retention.bytes drops data that is kept today: " + amount,
                CONSENT,
                GuardContext.placeOf(difference, Resource.CONFIG + RETENTION_BYTES)));
    }

    /** Whether the limit is lower than before; -1 is no limit. A limit that was not known before counts as none. */
    static boolean isCut(ResourceDiff difference, String key, GuardContext context) {
        return isCut(difference, key, before(difference, key, context), after(difference, key, context));
    }

    private static boolean isCut(ResourceDiff difference, String key, @Nullable String before, @Nullable String after) {
        return difference.field(Resource.CONFIG + key) != null
                && Quantity.limit(after, Long.MAX_VALUE) < Quantity.limit(before, Long.MAX_VALUE);
    }

    private static @Nullable String before(ResourceDiff difference, String key, GuardContext context) {
        return TopicDefaults.of(context.live()).effective(difference.live(), key);
    }

    /** What the topic will have: what is declared, else (given back) what it inherits, else what it has. */
    private static @Nullable String after(ResourceDiff difference, String key, GuardContext context) {
        if (difference.field(Resource.CONFIG + key) == null) {
            return before(difference, key, context);
        }
        return TopicDefaults.of(context.live()).effective(difference.desired(), key);
    }

    /** A topic may have no policy at all: then nothing is ever dropped. */
    private static String told(Set<String> policy) {
        return policy.isEmpty() ? "none (everything is kept)" : String.join(",", policy);
    }

    private static Set<String> policy(@Nullable String text) {
        Set<String> policy = new TreeSet<>();
        Arrays.stream((text == null ? "delete" : text).split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .forEach(policy::add);
        return policy;
    }
}
