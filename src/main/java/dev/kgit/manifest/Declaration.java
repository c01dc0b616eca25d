package dev.kgit.manifest;

import dev.kgit.model.Place;
import java.util.List;

/**
 * A resource as the layers declare it.
 *
 * @param place of the name in the lowest layer that declares it
 * @param layers what each layer says, lowest first
 */
record Declaration(String name, Place place, List<MapNode> layers) {

    Declaration {
        layers = List.copyOf(layers);
    }

    /** All layers laid over one another. */
    MapNode merged() {
        return layers.stream().reduce(MapNode::under).orElseGet(() -> MapNode.empty(place));
    }
}
