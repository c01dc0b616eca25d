package dev.kgit.kinds.principal;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One ACL binding: whether somebody may do something with something, from somewhere.
 *
 * @param principal {@code TYPE:NAME}, as brokers write it; {@link #EVERYBODY} is about all
 * @param host the address that requests come from; {@link #ANY_HOST} for all
 */
public record Acl(
        String principal, PermissionType permission, AclOperation operation, AclResource resource, String host) {

    public static final String EVERYBODY = "User:*";
    public static final String ANY_HOST = "*";

    private static final String PATH = "acls[";
    private static final String FROM = " from ";

    private static final Map<String, PermissionType> PERMISSIONS =
            Arrays.stream(PermissionType.values()).collect(Collectors.toMap(Enum::name, type -> type));

    /** From any host. */
    public Acl(String principal, PermissionType permission, AclOperation operation, AclResource resource) {
        this(principal, permission, operation, resource, ANY_HOST);
    }

    /** Whether the path is one of an ACL. */
    public static boolean isPath(String path) {
        return path.startsWith(PATH);
    }

    /**
     * The path of its field in the resource of its principal: {@code acls[ALLOW WRITE topic:orders.*]}, and
     * {@code acls[ALLOW READ topic:audit from 10.0.0.5]} where it is not for all hosts.
     */
    public String path() {
        return PATH + text() + "]";
    }

    /** What stands in {@link #path} between the brackets. */
    public String text() {
        return permission + " " + operation + " " + resource + from(host);
    }

    /** {@code  from 10.0.0.5}, as the end of a text; nothing for any host. */
    public static String from(String host) {
        return host.equals(ANY_HOST) ? "" : FROM + host;
    }

    /** {@link #text} of the ACL that a path is of. */
    static String withoutBrackets(String path) {
        return path.substring(PATH.length(), path.length() - 1);
    }

    /** Reads {@link #path}; empty where it is no such path. */
    public static Optional<Acl> parse(String principal, String path) {
        if (!isPath(path) || !path.endsWith("]")) {
            return Optional.empty();
        }
        // A space in a name is escaped, so the first three are not in it, and neither is one before "from".
        String[] words = withoutBrackets(path).split(" ", 3);
        if (words.length < 3) {
            return Optional.empty();
        }
        int from = words[2].indexOf(FROM);
        while (from > 0 && isEscaped(words[2], from)) {
            from = words[2].indexOf(FROM, from + 1);
        }
        String resource = from < 0 ? words[2] : words[2].substring(0, from);
        String host = from < 0 ? ANY_HOST : words[2].substring(from + FROM.length());
        PermissionType permission = PERMISSIONS.get(words[0]);
        boolean saidOtherwise = from >= 0 && host.equals(ANY_HOST);
        return permission == null || saidOtherwise
                ? Optional.empty()
                : AclOperation.named(words[1])
                        .flatMap(operation -> AclResource.parse(resource)
                                .map(on -> new Acl(principal, permission, operation, on, host)));
    }

    /** Reads {@link #text}. */
    public static Optional<Acl> parseText(String principal, String text) {
        return parse(principal, PATH + text + "]");
    }

    private static boolean isEscaped(String text, int at) {
        int backslashes = 0;
        while (at - backslashes > 0 && text.charAt(at - backslashes - 1) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    public boolean isAllow() {
        return permission == PermissionType.ALLOW;
    }

    /** Whether it is about that principal. */
    public boolean concerns(String other) {
        return principal.equals(other) || principal.equals(EVERYBODY);
    }

    /** Whether it is about requests from that address. */
    public boolean isFrom(String address) {
        return host.equals(ANY_HOST) || host.equals(address);
    }

    /** Whether it allows that operation, by its name or by what that implies. */
    boolean allows(AclOperation wanted) {
        return isAllow() && operation.implies(wanted);
    }

    /** Whether it denies that operation, by its name: a DENY implies nothing. */
    boolean denies(AclOperation wanted) {
        return !isAllow() && (operation == AclOperation.ALL || operation == wanted);
    }

    /** Whether taking the other one away, or never having given it, makes no difference as long as this one is there. */
    public boolean covers(Acl other) {
        boolean operationToo = isAllow() ? allows(other.operation) : denies(other.operation);
        return permission == other.permission && operationToo && isAboutAllOf(other);
    }

    /** Whether this DENY leaves nothing of what the other one allows by its own name. */
    public boolean makesVoid(Acl allow) {
        return allow.isAllow() && denies(allow.operation) && isAboutAllOf(allow);
    }

    /** Whether both allow something to the same request, whoever asks. */
    boolean sharesWith(Acl other) {
        boolean operationToo = operation.implies(other.operation)
                || other.operation.implies(operation)
                || (operation.implies(AclOperation.DESCRIBE) && other.operation.implies(AclOperation.DESCRIBE));
        return isAllow()
                && other.isAllow()
                && operationToo
                && (isFrom(other.host) || other.isFrom(host))
                && (resource.covers(other.resource) || other.resource.covers(resource));
    }

    private boolean isAboutAllOf(Acl other) {
        return concerns(other.principal) && isFrom(other.host) && resource.covers(other.resource);
    }
}
