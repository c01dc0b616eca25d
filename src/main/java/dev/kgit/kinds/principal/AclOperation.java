package dev.kgit.kinds.principal;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be done with a resource, in Kafka's words. */
public enum AclOperation {
    /** Every operation that the resource knows. */
    ALL,
    READ,
    WRITE,
    CREATE,
    DELETE,
    ALTER,
    DESCRIBE,
    CLUSTER_ACTION,
    DESCRIBE_CONFIGS,
    ALTER_CONFIGS,
    IDEMPOTENT_WRITE,
    CREATE_TOKENS,
    DESCRIBE_TOKENS,
    TWO_PHASE_COMMIT;

    private static final Set<AclOperation> IMPLY_DESCRIBE = Set.of(READ, WRITE, DELETE, ALTER);
    private static final Map<String, AclOperation> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Enum::name, operation -> operation));

    /** The operation of that name; empty where Kafka has none. */
    public static Optional<AclOperation> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * Whether who is allowed this one is allowed the other too. A DENY implies nothing but what {@link #ALL} stands for:
     * who may not read may still describe.
     */
    public boolean implies(AclOperation other) {
        return this == other
                || this == ALL
                || (other == DESCRIBE && IMPLY_DESCRIBE.contains(this))
                || (other == DESCRIBE_CONFIGS && this == ALTER_CONFIGS);
    }
}
