package dev.kgit.plan;

import dev.kgit.model.ResourceId;
import java.util.Map;
import java.util.Optional;

/**
 * Consents that open nothing any more: a consent is for one change, and these were used, or it can't be known whether they
 * were.
 *
 * @param why by resource and consent
 */
public record UsedConsents(Map<ResourceId, Map<String, String>> why) {

    public static final UsedConsents NONE = new UsedConsents(Map.of());

    public UsedConsents {
        why = Map.copyOf(why);
    }

    Optional<String> of(ResourceId id, String consent) {
        return Optional.ofNullable(why.getOrDefault(id, Map.of()).get(consent));
    }
}
