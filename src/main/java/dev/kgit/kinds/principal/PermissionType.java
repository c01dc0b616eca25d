package dev.kgit.kinds.principal;

/** What an ACL does with the operation that it names. A DENY wins over every ALLOW. */
public enum PermissionType {
    ALLOW,
    DENY
}
