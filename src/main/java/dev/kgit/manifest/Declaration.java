package dev.kgit.manifest;

import dev.kgit.model.Place;
import java.util.List;
import java.util.Set;

/**
 * A resource as the layers declare it.
 *
 * @param place of the name in the lowest layer that declares it
 * @param layers what each layer says, lowest first
 */
public record Declaration(String name, Place place, List<MapNode> layers) {

    private static final String ALLOW = "allow";
    private static final Set<String> CONSENT = Set.of(ALLOW);

    public Declaration {
        layers = List.copyOf(layers);
    }

    /**
     * Whether each layer above one that declares the resource absent says whether it is there: else what that layer declares
     * would be deleted. A consent to the delete says nothing of that.
     */
    public void checkAbsent(DiagnosticCollector problems) {
        ScalarNode absent = null;
        for (MapNode layer : layers) {
            ScalarNode state = layer.scalar("state");
            if (state != null) {
                absent = !state.isUnknown() && state.text().equals("absent") ? state : null;
            } else if (absent != null && !layer.entries().keySet().equals(CONSENT)) {
                problems.error(
                        "KG027",
                        layer.entries().values().stream()
                                .map(MapNode.Entry::keyPlace)
                                .findFirst()
                                .orElse(layer.place()),
                        "`" + SchemaDiagnostics.shown(name) + "` is declared here, and `absent` in a layer below, at "
                                + absent.place(),
                        "say `state: present` here to have it all the same, or `state: absent` to delete it");
            }
        }
    }

    /** All layers laid over one another. */
    public MapNode merged() {
        return layers.stream().reduce(Declaration::laid).orElseGet(() -> MapNode.empty(place));
    }

    /**
     * A layer over those below. One that deletes a resource, or has one all the same that is deleted below, says something
     * else than what was consented to there.
     */
    private static MapNode laid(MapNode below, MapNode above) {
        boolean decides =
                LifecycleReader.isAbsent(above) || (LifecycleReader.isAbsent(below) && above.scalar("state") != null);
        return (decides ? below.without(ALLOW) : below).under(above);
    }
}
