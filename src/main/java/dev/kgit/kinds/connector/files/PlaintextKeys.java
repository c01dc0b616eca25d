package dev.kgit.kinds.connector.files;

import dev.kgit.manifest.Declaration;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.manifest.LifecycleReader;
import dev.kgit.manifest.ListNode;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.Node;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.SchemaDiagnostics;
import dev.kgit.manifest.SectionInput;
import dev.kgit.model.Glob;
import dev.kgit.model.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which config keys of a connector are said to hold no secrets: {@code plaintext:} of the connector, and what environment.yaml
 * says for all of them.
 */
final class PlaintextKeys {

    static final String KEY = "plaintext";

    /** Each is held against each key. The schema refuses more, and longer ones. */
    private static final int MOST = 200;

    private static final int LONGEST = 255;

    private final SectionInput in;
    private final SortedSet<String> defaults;

    PlaintextKeys(SectionInput in) {
        this.in = in;
        this.defaults = ofAll(in.defaults(ConnectorFiles.CONNECTORS));
    }

    /** What environment.yaml says for all connectors. */
    static SortedSet<String> ofAll(MapNode defaults) {
        return LifecycleReader.texts(defaults, KEY);
    }

    static SortedSet<String> own(Declaration connector) {
        SortedSet<String> globs = LifecycleReader.texts(connector.merged(), KEY);
        globs.removeIf(glob -> glob.length() > LONGEST);
        return globs.stream().limit(MOST).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Keys that may stand in the files as they are. */
    SortedSet<String> inFiles(Declaration connector) {
        return with(own(connector));
    }

    /** Keys whose values are shown: for files that are a stranger's, where those that are trusted say the same. */
    SortedSet<String> inOutput(Declaration connector) {
        SortedSet<String> own = own(connector);
        Declaration trusted = own.isEmpty() ? null : in.trusted(ConnectorFiles.CONNECTORS, connector);
        // A connector of that name in another Connect cluster is another one.
        return with(
                trusted != null && cluster(trusted).equals(cluster(connector))
                        ? own(trusted)
                        : Collections.emptySortedSet());
    }

    /** Empty where it is left out: then there is one cluster only. */
    private static String cluster(Declaration connector) {
        ScalarNode named = connector.merged().scalar(ConnectorFiles.CONNECT_CLUSTER);
        return named == null ? "" : named.text();
    }

    private SortedSet<String> with(SortedSet<String> more) {
        SortedSet<String> all = new TreeSet<>(defaults);
        all.addAll(more);
        return all;
    }

    /** Warns of entries that speak of no key of the connector. */
    static void check(Declaration connector, Set<String> keys, Suggestions suggestions, DiagnosticCollector problems) {
        ListNode entries = connector.merged().list(KEY);
        int left = MOST;
        for (Node item : entries == null ? List.<Node>of() : entries.items()) {
            ScalarNode glob = item.asScalar();
            if (glob != null && !glob.isUnknown() && left-- > 0 && matchesNone(glob.text(), keys)) {
                problems.warning(
                        "KG126",
                        glob.place(),
                        "`" + SchemaDiagnostics.shown(glob.text())
                                + "` in `plaintext` matches no config key of the connector `"
                                + SchemaDiagnostics.shown(connector.name()) + "`",
                        suggestions.hint(
                                glob.text(),
                                alike(glob.text(), keys),
                                "write the key as it stands in the config, with `*` for any text; or take the entry away"));
            }
        }
    }

    private static boolean matchesNone(String glob, Set<String> keys) {
        return !keys.contains(glob) && (!Glob.isGlob(glob) || keys.stream().noneMatch(key -> Glob.matches(glob, key)));
    }

    /** The keys as they would stand in a glob of this kind: {@code *.role.arn} for one that begins with a star. */
    private static Collection<String> alike(String glob, Set<String> keys) {
        if (!glob.startsWith("*.")) {
            return keys;
        }
        long parts = glob.chars().filter(c -> c == '.').count();
        List<String> tails = new ArrayList<>();
        for (String key : keys) {
            int from = key.length();
            for (long i = 0; i < parts && from > 0; i++) {
                from = key.lastIndexOf('.', from - 1);
            }
            if (from > 0) {
                tails.add("*" + key.substring(from));
            }
        }
        return tails;
    }
}
