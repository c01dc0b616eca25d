package dev.kgit.manifest;

import java.util.List;
import java.util.Set;

/**
 * How a declaration can say what is live where its fields have no keys of their own: some keys go, and a list says the rest.
 *
 * @param dropped keys of the declaration that are taken away
 * @param key of the list, which is taken away where it would be empty
 * @param items of the list, each as it stands in one line of YAML
 */
public record ListEdit(Set<String> dropped, String key, List<String> items) {

    public ListEdit {
        dropped = Set.copyOf(dropped);
        items = List.copyOf(items);
    }
}
