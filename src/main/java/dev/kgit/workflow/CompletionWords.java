package dev.kgit.workflow;

import dev.kgit.model.KgitException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a shell can complete that only the repository knows. Nothing where something is wrong: nobody asked yet. */
public final class CompletionWords {

    private CompletionWords() {}

    /** The environments of the repository. */
    public static Collection<String> environments(Invocation invocation) {
        try {
            return EnvironmentSelection.all(invocation);
        } catch (KgitException noRepository) {
            return List.of();
        }
    }

    /** The ids that the files declare, of the environment that was chosen, or of all. */
    public static Collection<String> ids(Invocation invocation) {
        Set<String> ids = new TreeSet<>();
        Collection<String> names =
                EnvironmentSelection.isMade(invocation) ? invocation.environments() : environments(invocation);
        for (String name : names) {
            try {
                WorkspaceCheck.of(invocation.withEnvironment(name), false)
                        .desired()
                        .ifPresent(desired -> desired.state().ids().forEach(id -> ids.add(id.toString())));
            } catch (KgitException unreadable) {
                // Told when it is asked for.
            }
        }
        return ids;
    }
}
