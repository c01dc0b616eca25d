package dev.kgit.kinds.principal;

import static dev.kgit.kinds.principal.AclOperation.ALL;
import static dev.kgit.kinds.principal.AclOperation.ALTER;
import static dev.kgit.kinds.principal.AclOperation.ALTER_CONFIGS;
import static dev.kgit.kinds.principal.AclOperation.CLUSTER_ACTION;
import static dev.kgit.kinds.principal.AclOperation.CREATE;
import static dev.kgit.kinds.principal.AclOperation.CREATE_TOKENS;
import static dev.kgit.kinds.principal.AclOperation.DELETE;
import static dev.kgit.kinds.principal.AclOperation.DESCRIBE;
import static dev.kgit.kinds.principal.AclOperation.DESCRIBE_CONFIGS;
import static dev.kgit.kinds.principal.AclOperation.DESCRIBE_TOKENS;
import static dev.kgit.kinds.principal.AclOperation.IDEMPOTENT_WRITE;
import static dev.kgit.kinds.principal.AclOperation.READ;
import static dev.kgit.kinds.principal.AclOperation.TWO_PHASE_COMMIT;
import static dev.kgit.kinds.principal.AclOperation.WRITE;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an ACL can be about, and which operations Kafka asks for there. */
public enum AclResourceType {
    TOPIC("topic", READ, WRITE, CREATE, DESCRIBE, DELETE, ALTER, DESCRIBE_CONFIGS, ALTER_CONFIGS),
    GROUP("group", READ, DESCRIBE, DELETE, DESCRIBE_CONFIGS, ALTER_CONFIGS),
    CLUSTER("cluster", CREATE, CLUSTER_ACTION, DESCRIBE_CONFIGS, ALTER_CONFIGS, IDEMPOTENT_WRITE, ALTER, DESCRIBE),
    TRANSACTIONAL_ID("transactionalId", DESCRIBE, WRITE, TWO_PHASE_COMMIT),
    DELEGATION_TOKEN("delegationToken", DESCRIBE),
    USER("user", CREATE_TOKENS, DESCRIBE_TOKENS);

    private static final Map<String, AclResourceType> LABELLED =
            Arrays.stream(values()).collect(Collectors.toMap(AclResourceType::label, type -> type));

    private final String label;
    private final Set<AclOperation> operations;

    AclResourceType(String label, AclOperation... operations) {
        this.label = label;
        EnumSet<AclOperation> known = EnumSet.copyOf(Arrays.asList(operations));
        known.add(ALL);
        this.operations = Collections.unmodifiableSet(known);
    }

    /** As files and field paths name it: {@code transactionalId}. */
    public String label() {
        return label;
    }

    /** As people say it: {@code transactional id}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The operations that Kafka knows there, {@link AclOperation#ALL} among them; an ACL with another one never matches. */
    public Set<AclOperation> operations() {
        return operations;
    }

    /** The type of that label; empty where there is none. */
    public static Optional<AclResourceType> labelled(String label) {
        return Optional.ofNullable(LABELLED.get(label));
    }
}
