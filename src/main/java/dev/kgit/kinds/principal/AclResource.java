package dev.kgit.kinds.principal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an ACL is about: one resource, all whose names begin in one way, or all of a type.
 *
 * <p>As text it is {@code topic:orders} for one, {@code topic:orders.*} for a beginning, {@code topic:*} for all,
 * {@code topic:odd\*} for the one whose name ends with a star, and {@code cluster} for the cluster.
 *
 * @param name the name, or its beginning; not empty
 * @param prefixed whether {@code name} is a beginning; else the name {@code *} stands for all
 */
public record AclResource(AclResourceType type, String name, boolean prefixed) {

    private static final String ALL_NAMES = "*";
    private static final String CLUSTER_NAME = "kafka-cluster";

    public static final AclResource CLUSTER = new AclResource(AclResourceType.CLUSTER, CLUSTER_NAME, false);

    /** The one resource of that name, or all where it is {@code *}. */
    public static AclResource literal(AclResourceType type, String name) {
        return new AclResource(type, name, false);
    }

    /** All whose names begin so. */
    public static AclResource prefix(AclResourceType type, String beginning) {
        return new AclResource(type, beginning, true);
    }

    /** As files say it: a star at the end makes a beginning of a name, and stands for all where it is alone. */
    public static AclResource pattern(AclResourceType type, String pattern) {
        boolean prefixed = pattern.length() > 1 && pattern.endsWith(ALL_NAMES);
        return prefixed ? prefix(type, pattern.substring(0, pattern.length() - 1)) : literal(type, pattern);
    }

    /** Every resource of a type. */
    public static AclResource all(AclResourceType type) {
        return type == AclResourceType.CLUSTER ? CLUSTER : literal(type, ALL_NAMES);
    }

    /** Whether it may be about several resources. */
    public boolean isPattern() {
        return prefixed || isAll();
    }

    /** Whether it is about every resource of its type. */
    public boolean isAll() {
        return !prefixed && name.equals(ALL_NAMES);
    }

    /** Whether it is about the resource of that name. */
    public boolean matches(String resourceName) {
        if (isAll()) {
            return isAmongAll(resourceName);
        }
        return prefixed ? resourceName.startsWith(name) : resourceName.equals(name);
    }

    /** Kafka's authorizer does not find the ACLs on {@code *} for a name that begins with a star, as a group's may. */
    private static boolean isAmongAll(String name) {
        return !name.startsWith(ALL_NAMES);
    }

    /** Whether it is about everything that the other one is about. */
    public boolean covers(AclResource other) {
        if (type != other.type || equals(other)) {
            return type == other.type;
        }
        return isAll() ? isAmongAll(other.name) : prefixed && !other.isAll() && other.name.startsWith(name);
    }

    // Written out, since a record's own are linked anew in each process, at a cost of milliseconds.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AclResource that
                && type == that.type
                && prefixed == that.prefixed
                && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * type.label().hashCode() + name.hashCode()) + (prefixed ? 1 : 0);
    }

    /** {@code topic:orders.*}; every resource has another text, whatever its name. */
    @Override
    public String toString() {
        return type == AclResourceType.CLUSTER && equals(CLUSTER) ? type.label() : type.label() + ":" + nameText();
    }

    /** The name as in {@link #toString}, without the type. */
    public String nameText() {
        if (isAll()) {
            return ALL_NAMES;
        }
        StringBuilder text = new StringBuilder(name.length() + 2);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean looksPrefixed = c == '*' && !prefixed && i == name.length() - 1;
            if (c == '\\' || c == ' ' || looksPrefixed) {
                text.append('\\');
            }
            text.append(c);
        }
        return prefixed ? text.append('*').toString() : text.toString();
    }

    /** As people say it: {@code topic orders.*}, {@code every topic}, {@code the cluster}. */
    public String words() {
        if (equals(CLUSTER)) {
            return "the cluster";
        }
        return isAll() ? "every " + type.words() : type.words() + " " + nameText();
    }

    /** Reads {@link #toString}; empty where it is no such text. */
    public static Optional<AclResource> parse(String text) {
        if (text.equals(CLUSTER.type.label())) {
            return Optional.of(CLUSTER);
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : AclResourceType.labelled(text.substring(0, colon))
                        .flatMap(type -> parseName(type, text.substring(colon + 1)))
                        .filter(parsed -> !parsed.equals(CLUSTER));
    }

    /** Takes what {@link #nameText} writes, to the letter. */
    private static Optional<AclResource> parseName(AclResourceType type, String text) {
        StringBuilder name = new StringBuilder(text.length());
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            if (c == '*' && i == last && i > 0) {
                return Optional.of(prefix(type, name.toString()));
            }
            if (c == '\\') {
                i++;
                boolean escapes = i <= last && isEscaped(text.charAt(i), i == last);
                if (!escapes) {
                    return Optional.empty();
                }
            } else if (c == ' ') {
                return Optional.empty();
            }
            name.append(text.charAt(i));
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(literal(type, name.toString()));
    }

    private static boolean isEscaped(char c, boolean last) {
        return c == '\\' || c == ' ' || (c == '*' && last);
    }
}
