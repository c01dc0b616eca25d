package dev.kgit.kinds.connector.files;

import dev.kgit.manifest.ConfigValues;
import dev.kgit.manifest.Declaration;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connector's config as the layers declare it.
 *
 * @param merged all of it, durations and sizes as numbers
 * @param written each map of it as it stands in a file, lowest first
 */
record LayeredConfig(MapNode merged, List<MapNode> written) {

    /**
     * What the layers say, lowest first; in one layer, {@code config} goes over {@code configFile}. A file that a higher
     * layer names takes the place of the one that a lower layer names.
     */
    static LayeredConfig of(Declaration declaration, ConnectorConfigFile reader) {
        int lastFile = -1;
        List<@Nullable MapNode> files = new ArrayList<>();
        for (MapNode layer : declaration.layers()) {
            ScalarNode reference = layer.scalar(ConnectorFiles.CONFIG_FILE);
            if (reference == null || reference.isUnknown()) {
                files.add(null);
            } else {
                lastFile = files.size();
                files.add(reader.read(declaration.name(), reference));
            }
        }
        MapNode merged = MapNode.empty(declaration.place());
        List<MapNode> written = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            MapNode file = files.get(i);
            if (file != null) {
                written.add(file);
                merged = i == lastFile ? merged.under(file) : merged;
            }
            MapNode own = declaration.layers().get(i).map("config");
            if (own != null) {
                written.add(own);
                merged = merged.under(ConfigValues.canonical(own));
            }
        }
        return new LayeredConfig(merged, List.copyOf(written));
    }
}
