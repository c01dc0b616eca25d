package dev.kgit.report;

import dev.kgit.access.AccessRow;
import dev.kgit.access.AclSource;
import dev.kgit.kind.FindingText;
import dev.kgit.model.Place;
import dev.kgit.model.PrintableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows that differ in the operation alone, as one line for people. */
final class AccessLine {

    private static final String NO_PLACE = "not declared";

    private final List<AccessRow> rows = new ArrayList<>();

    private AccessLine() {}

    /** What rows of one line have in common; the file's line, as people see no column. */
    private record Key(
            String principal,
            String on,
            String host,
            boolean allowed,
            @Nullable String by,
            @Nullable String declaredAt,
            List<AclSource> except) {

        static Key of(AccessRow row) {
            AclSource by = row.by();
            return new Key(
                    row.principal(),
                    row.on().text(),
                    row.host(),
                    row.allowed(),
                    by == null ? null : by.principal() + "\n" + by.resource() + "\n" + by.fromHost(),
                    by == null ? null : at(by.place()),
                    row.except().stream()
                            .map(acl -> new AclSource(acl.principal(), "", "", acl.resource(), "", null))
                            .distinct()
                            .toList());
        }
    }

    static List<AccessLine> of(List<AccessRow> rows) {
        Map<Key, AccessLine> lines = new LinkedHashMap<>();
        rows.forEach(row -> lines.computeIfAbsent(Key.of(row), none -> new AccessLine())
                .rows
                .add(row));
        return List.copyOf(lines.values());
    }

    private AccessRow first() {
        return rows.get(0);
    }

    /** A line may begin with it, and so with what a CI system takes for a command: then it is in quotes. */
    String principal() {
        String name = LineEscaper.name(first().principal());
        return name.startsWith(":") ? PrintableText.quoted(name) : name;
    }

    boolean isAllowed() {
        return first().allowed();
    }

    /** {@code READ, DESCRIBE}; {@code ALL but DELETE} where that is shorter. */
    String operations() {
        List<String> these = rows.stream().map(AccessRow::operation).toList();
        List<String> others = first().on().operations().stream()
                .filter(operation -> !these.contains(operation))
                .toList();
        if (others.size() >= these.size()) {
            return String.join(", ", these);
        }
        return others.isEmpty() ? "ALL" : "ALL but " + String.join(", ", others);
    }

    /** {@code topic orders.* (14 topics) except orders.secret from 10.0.0.5}. */
    String on() {
        AccessRow row = first();
        Integer topics = row.on().topics();
        List<String> except =
                row.except().stream().map(AccessLine::name).distinct().toList();
        return LineEscaper.name(row.on().words()
                + (topics == null ? "" : " (" + FindingText.count(topics, "topic") + ")")
                + (except.isEmpty() ? "" : " except " + FindingText.abbreviated(except))
                + (row.host().equals(AccessRow.ANY_HOST) ? "" : " from " + row.host()));
    }

    /** Of the type that the line is about. */
    private static String name(AclSource acl) {
        return acl.resource().substring(acl.resource().indexOf(':') + 1);
    }

    /** {@code ALLOW READ, WRITE topic:orders.* of User:*}: the ACLs that decide. */
    String by() {
        AclSource by = first().by();
        if (by == null) {
            return "super user";
        }
        Set<String> operations = new LinkedHashSet<>();
        rows.forEach(row -> {
            if (row.by() != null) {
                operations.add(row.by().operation());
            }
        });
        return LineEscaper.name(by.permission() + " " + String.join(", ", operations) + " " + by.resource()
                + by.fromHost() + (by.principal().equals(first().principal()) ? "" : " of " + by.principal()));
    }

    /** {@code environments/base/access.yaml:4}. */
    String declaredAt() {
        AclSource by = first().by();
        return by == null ? "" : LineEscaper.name(at(by.place()));
    }

    private static String at(@Nullable Place place) {
        return place == null ? NO_PLACE : place.file() + ":" + place.line();
    }
}
