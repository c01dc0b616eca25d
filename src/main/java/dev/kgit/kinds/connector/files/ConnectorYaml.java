package dev.kgit.kinds.connector.files;

import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.kinds.connector.ConnectorState;
import dev.kgit.manifest.PlaintextSecretCheck;
import dev.kgit.manifest.ResourceYaml;
import dev.kgit.manifest.ScalarStyle;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Live connectors as the lines that declare them. */
final class ConnectorYaml {

    private final ResourceYaml yaml;
    private final Set<String> plaintext;

    ConnectorYaml(ResourceYaml yaml) {
        this.yaml = yaml;
        this.plaintext = PlaintextKeys.ofAll(yaml.defaults(ConnectorFiles.CONNECTORS));
    }

    List<String> connector(Resource live) {
        List<String> lines = new ArrayList<>();
        if (yaml.connectClusters().size() > 1) {
            lines.add("  connectCluster: " + ScalarStyle.BLOCK.quoted(live.id().scope()));
        }
        String state = live.text(Resource.STATE);
        if (state != null) {
            lines.add("  state: " + (state.equals(ConnectorState.FAILED) ? ConnectorState.RUNNING : state));
        }
        lines.add("  config:");
        // What it is comes first, as people write it.
        Set<String> keys = new TreeSet<>(live.config().keySet());
        if (keys.remove(ConnectorKeys.CLASS)) {
            lines.add(line(live.id(), ConnectorKeys.CLASS, live.config()));
        }
        keys.forEach(key -> lines.add(line(live.id(), key, live.config())));
        return ResourceYaml.named(live.id().name(), lines);
    }

    private String line(ResourceId id, String key, Map<String, FieldValue> config) {
        FieldValue setting = config.getOrDefault(key, FieldValue.unknown());
        String value = PlaintextSecretCheck.isSecret(key, setting, plaintext)
                ? yaml.secret(id, key)
                : ScalarStyle.BLOCK.value(key, setting.text());
        return "    " + ScalarStyle.BLOCK.quoted(key) + ": " + value;
    }
}
