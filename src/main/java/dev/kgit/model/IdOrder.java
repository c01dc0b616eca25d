package dev.kgit.model;

import java.util.Comparator;

/** Topics before connectors, then by name: the one order of every listing. */
final class IdOrder {

    static final Comparator<ResourceId> COMPARATOR = Comparator.comparing((ResourceId id) -> id.fold(t -> 0, c -> 1))
            .thenComparing(id -> id.fold(t -> "", ConnectorId::cluster))
            .thenComparing(ResourceId::name);

    private IdOrder() {}
}
