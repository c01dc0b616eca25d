package dev.kgit.access;

import dev.kgit.model.Diagnostic;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what, by all that was read.
 *
 * @param live whether it is the cluster's word; else it is what the files declare
 * @param clusterId Kafka's id of the cluster; null where it was not asked
 * @param superUsers those that the command line names: brokers hide theirs
 * @param withoutAcl who may do something with what no ACL is about
 * @param answersWithoutAcl whether that is a part of the answer
 * @param principals how many have ACLs
 * @param acls how many there are
 * @param rows by principal, resource, host and operation
 */
public record AccessAnswer(
        String project,
        String environment,
        boolean live,
        @Nullable String clusterId,
        SortedSet<String> superUsers,
        WithoutAcl withoutAcl,
        boolean answersWithoutAcl,
        int principals,
        int acls,
        List<AccessRow> rows,
        List<Diagnostic> diagnostics) {

    /** Who may do something with what no ACL is about: {@code allow.everyone.if.no.acl.found} of the brokers. */
    public enum WithoutAcl {
        /** The brokers do not have the setting. */
        NOBODY,
        /** The brokers have it, and hide to what it is set. */
        HIDDEN,
        /** The brokers were not asked, or this principal may not see their settings. */
        UNKNOWN
    }

    public AccessAnswer {
        superUsers = Collections.unmodifiableSortedSet(superUsers);
        rows = List.copyOf(rows);
        diagnostics = List.copyOf(diagnostics);
    }
}
