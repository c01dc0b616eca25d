package dev.kgit.plan;

import dev.kgit.cluster.ResourceStatus;
import dev.kgit.diff.FieldDiff;
import dev.kgit.model.FieldValue;
import dev.kgit.model.MaskedText;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.secret.ProviderLookups;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hashes over what can be seen. Sensitive values take no part: a hash of a short secret gives the secret away. What stands
 * around a secret in a value does, and so do the names of the secrets and what a worker looks up.
 */
public final class Fingerprint {

    private static final String ABSENT = "absent";

    private final MessageDigest digest;

    public Fingerprint() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Adds a part; parts can't run into one another. */
    public Fingerprint add(@Nullable Object part) {
        byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + (part == null ? "n:" : "s:")).getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    public Fingerprint addFields(List<FieldDiff> fields) {
        fields.forEach(field ->
                add(field.path()).add(field.before(), field.sensitive()).add(field.after(), field.sensitive()));
        return this;
    }

    /** What can be seen of a value, and what of it is no secret though it is not shown. */
    private Fingerprint add(@Nullable FieldValue setting, boolean sensitive) {
        if (setting == null) {
            return add(null);
        }
        MaskedText masked = setting.masked();
        if (masked != null) {
            return add("masked").addAll(masked.literals()).addAll(masked.secrets());
        }
        String value = setting.value();
        if (!sensitive || value == null) {
            return add("shown").add(setting.shown());
        }
        return add("sensitive")
                .addAll(ProviderLookups.in(value).stream()
                        .map(lookup -> value.substring(lookup.start(), lookup.end()))
                        .toList());
    }

    Fingerprint addAll(Collection<String> parts) {
        add(parts.size());
        parts.forEach(this::add);
        return this;
    }

    /** {@code sha256:} and 64 hexadecimal digits. */
    public String text() {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** What a row starts from: the live resource as it was seen. */
    static String of(@Nullable Resource live, @Nullable ResourceStatus status) {
        if (live == null) {
            return ABSENT;
        }
        Fingerprint fingerprint = new Fingerprint().add(live.id());
        live.fields().forEach((path, setting) -> fingerprint.add(path).add(setting, setting.sensitive()));
        if (status != null) {
            status.planBasis().forEach(fingerprint::add);
        }
        return fingerprint.text();
    }

    /**
     * The plan as a whole, whichever commit it was made from: the same changes on the same cluster are the same plan.
     *
     * @param connect where the workers of each Connect cluster are; of clusters without a row it does not matter
     * @param consents what the declaration of a row consents to
     * @param blocked whether a row is blocked, or would be but for the command line: nobody has said yes to what was not going
     *     to be done, so it is another plan once nothing speaks against the row
     */
    static String of(
            String project,
            String environment,
            @Nullable String clusterId,
            SortedMap<String, List<String>> connect,
            List<ResourceChange> changes,
            Function<ResourceId, ? extends Collection<String>> consents,
            Predicate<ResourceChange> blocked) {
        Fingerprint fingerprint =
                new Fingerprint().add("2").add(project).add(environment).add(clusterId);
        for (ResourceChange change : changes) {
            fingerprint
                    .add(change.id())
                    .add(change.changeType().label())
                    .add(change.basis())
                    .addFields(change.fields())
                    .add(change.operationsFingerprint())
                    .add(RecordLoss.magnitude(change.loss()))
                    .addAll(consents.apply(change.id()));
            if (change.owner() != null) {
                fingerprint.add("owner").add(change.owner());
            }
            if (blocked.test(change)) {
                fingerprint.add("blocked");
            }
        }
        changes.stream()
                .map(change -> change.id().scope())
                .filter(scope -> !scope.isEmpty())
                .distinct()
                .sorted()
                .forEach(cluster ->
                        fingerprint.add("connect").add(cluster).addAll(connect.getOrDefault(cluster, List.of())));
        return fingerprint.text();
    }
}
