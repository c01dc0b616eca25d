package dev.kgit.plan;

import dev.kgit.model.ResourceId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing is pruned, or not this: what Git does not confirm, whatever the ledger says.
 *
 * @param all why nothing is; null where that holds of no more than single resources
 * @param each why these are not
 */
public record PruneLimits(@Nullable String all, Map<ResourceId, String> each) {

    public static final PruneLimits NONE = new PruneLimits(null, Map.of());

    public PruneLimits {
        each = Map.copyOf(each);
    }

    Optional<String> of(ResourceId id) {
        return all == null ? Optional.ofNullable(each.get(id)) : Optional.of(all);
    }
}
