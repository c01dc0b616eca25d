package dev.kgit.kinds.principal;

/**
 * What an authorizer is asked.
 *
 * @param principal {@code TYPE:NAME}; {@link Acl#EVERYBODY} stands for one that no ACL names
 * @param host the address that the request comes from; {@link Acl#ANY_HOST} stands for one that no ACL names
 * @param resource the resource that it is about; a pattern stands for all that it matches, taken together
 */
public record AccessRequest(String principal, String host, AclOperation operation, AclResource resource) {}
