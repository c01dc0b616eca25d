package dev.kgit.report;

import dev.kgit.access.AccessAnswer;
import dev.kgit.access.AccessChanges;
import dev.kgit.kind.FindingText;
import java.util.ArrayList;
import java.util.List;

/** What is said of an answer beside its lines. */
final class AccessText {

    private AccessText() {}

    /** By whose word. */
    static String source(AccessAnswer answer) {
        String counted =
                FindingText.count(answer.acls(), "ACL") + " of " + FindingText.count(answer.principals(), "principal");
        return answer.live() ? "by what the cluster has: " + counted : "by what the files declare: " + counted;
    }

    /** Where no line is there. */
    static String nobody(AccessAnswer answer) {
        return answer.acls() == 0 ? "There is no ACL." : "No ACL allows or denies any of that.";
    }

    /** Where a plan has no line of it. */
    static String noChanges(AccessChanges changes) {
        return changes.known()
                ? "nobody gains or loses anything."
                : "who gains and loses what is not known, since the ACLs could not be read.";
    }

    /** What the lines can't know. */
    static List<String> limits(AccessAnswer answer) {
        List<String> limits = new ArrayList<>();
        if (!answer.live()) {
            limits.add("ACLs that nobody declares here are not counted: --live asks the cluster.");
        }
        if (answer.superUsers().isEmpty()) {
            limits.add("Super users may do everything. Brokers hide who they are (super.users): --super-user tells.");
        }
        if (answer.answersWithoutAcl()) {
            limits.add(
                    switch (answer.withoutAcl()) {
                        case NOBODY -> "With what no ACL is about, nobody else may do anything.";
                        case HIDDEN ->
                            "With what no ACL is about, everybody may do everything if allow.everyone.if.no.acl.found is true:"
                                    + " the brokers have that setting, and hide to what it is set.";
                        case UNKNOWN ->
                            "With what no ACL is about, nobody else may do anything, unless the brokers have"
                                    + " allow.everyone.if.no.acl.found=true, which "
                                    + (answer.live()
                                            ? "this principal may not see (it lacks DESCRIBE_CONFIGS on the cluster)."
                                            : "files do not tell.");
                    });
        }
        return limits;
    }
}
