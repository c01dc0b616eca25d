package dev.kgit.workflow;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether the commit that is checked out is the way back that was planned: the files of the one, the settings of the other. */
final class RollbackCheck {

    private RollbackCheck() {}

    /**
     * Desired-state files of the environment that are others, sorted.
     *
     * @param to the commit whose resource files are taken back
     * @param from the commit whose kgit.yaml and environment.yaml stay
     */
    static List<String> otherFiles(Workspace workspace, String to, String from) {
        SortedMap<String, byte[]> here = workspace.states().filesAt("HEAD");
        SortedMap<String, byte[]> wanted = workspace.states().filesAt(to);
        SortedMap<String, byte[]> settings = workspace.states().filesAt(from);
        for (String file : workspace.settingsFiles()) {
            put(wanted, file, settings.get(file));
        }
        Set<String> names = new TreeSet<>(here.keySet());
        names.addAll(wanted.keySet());
        return names.stream()
                .filter(file -> !Arrays.equals(here.get(file), wanted.get(file)))
                .toList();
    }

    private static void put(SortedMap<String, byte[]> files, String file, byte @Nullable [] content) {
        if (content == null) {
            files.remove(file);
        } else {
            files.put(file, content);
        }
    }
}
