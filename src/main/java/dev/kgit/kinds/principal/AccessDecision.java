package dev.kgit.kinds.principal;

import org.jspecify.annotations.Nullable;

/**
 * What an authorizer answers.
 *
 * @param by the ACL that decides, the nearest to the request where several say the same; null where none does
 */
public record AccessDecision(
        boolean isAllowed, Reason reason, @Nullable Acl by) {

    /** Why it is so. */
    public enum Reason {
        /** Super users are asked for no ACL. */
        SUPER_USER,
        /** An ACL allows it, and none denies it. */
        ALLOW,
        /** An ACL denies it, whatever others allow. */
        DENY,
        /** Whoever the ACLs on the resource are about, it is not this request. */
        NOT_NAMED,
        /** No ACL is about the resource at all: {@code allow.everyone.if.no.acl.found} decides. */
        NO_ACL
    }
}
