package dev.kgit.access;

import java.util.List;

/**
 * What applying a plan changes in who may do what.
 *
 * @param known whether the ACLs of now could be read
 * @param gained what is allowed then, and by which ACL
 * @param lost what is allowed now: by the ACL that is taken away, or denied by the one that is given
 */
public record AccessChanges(boolean known, List<AccessRow> gained, List<AccessRow> lost) {

    public AccessChanges {
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
    }

    /** Where the ACLs of now could not be read. */
    public static final AccessChanges UNKNOWN = new AccessChanges(false, List.of(), List.of());

    public boolean isEmpty() {
        return gained.isEmpty() && lost.isEmpty();
    }
}
