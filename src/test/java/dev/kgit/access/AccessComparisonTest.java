package dev.kgit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.kgit.cluster.LiveState;
import dev.kgit.kinds.principal.AccessRequest;
import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.Authorizer;
import dev.kgit.kinds.principal.KnownTopics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessComparisonTest {

    private static Acl acl(String text) {
        String[] parts = text.split(" ", 2);
        return Acl.parse(parts[0], "acls[" + parts[1] + "]").orElseThrow();
    }

    private static AccessTable table(Collection<Acl> acls) {
        return new AccessTable(acls, Set.of(), acl -> null, KnownTopics.of(LiveState.NOTHING));
    }

    private static AccessChanges compare(Collection<Acl> before, Collection<Acl> after) {
        Set<Acl> changed = new LinkedHashSet<>(before);
        changed.addAll(after);
        changed.removeIf(acl -> before.contains(acl) && after.contains(acl));
        return AccessComparison.of(table(before), table(after), changed);
    }

    private static List<String> told(List<AccessRow> rows) {
        return rows.stream()
                .map(row ->
                        row.principal() + " " + row.operation() + " " + row.on().text()
                                + (row.host().equals(AccessRow.ANY_HOST) ? "" : " from " + row.host()) + ": "
                                + (row.by() == null ? "" : row.by().text()))
                .toList();
    }

    @Test
    void tellsWhatAnAclGivesAndWhatItsOperationImplies() {
        AccessChanges changes = compare(List.of(), List.of(acl("User:a ALLOW WRITE topic:orders.*")));
        assertThat(told(changes.gained()))
                .containsExactly(
                        "User:a WRITE topic:orders.*: ALLOW WRITE topic:orders.*",
                        "User:a DESCRIBE topic:orders.*: ALLOW WRITE topic:orders.*");
        assertThat(changes.lost()).isEmpty();
    }

    @Test
    void tellsNothingOfWhatAnotherAclAllowsToo() {
        Acl wide = acl("User:* ALLOW ALL topic:*");
        AccessChanges changes = compare(List.of(wide, acl("User:a ALLOW READ topic:orders")), List.of(wide));
        assertThat(changes.isEmpty()).isTrue();
    }

    @Test
    void tellsWhatADenyTakesOutOfAWiderOrNarrowerAllow() {
        List<Acl> before = List.of(acl("User:a ALLOW READ topic:orders.*"), acl("User:b ALLOW READ topic:o"));
        List<Acl> after = new ArrayList<>(before);
        after.add(acl("User:* DENY READ topic:orders.secret"));
        after.add(acl("User:b DENY READ topic:*"));
        AccessChanges changes = compare(before, after);
        assertThat(told(changes.lost()))
                .containsExactly(
                        "User:a READ topic:orders.secret: DENY READ topic:orders.secret",
                        "User:b READ topic:o: DENY READ topic:*");
        assertThat(changes.gained()).isEmpty();
    }

    @Test
    void tellsOfEverybodyOnce() {
        List<Acl> own = List.of(acl("User:a ALLOW READ topic:x"), acl("User:b ALLOW READ topic:y"));
        List<Acl> after = new ArrayList<>(own);
        after.add(acl("User:* ALLOW WRITE topic:x"));
        assertThat(told(compare(own, after).gained()))
                .containsExactly(
                        "User:* WRITE topic:x: ALLOW WRITE topic:x", "User:* DESCRIBE topic:x: ALLOW WRITE topic:x");
    }

    /** Whoever is let in afterwards and not before, or the other way round, finds a row that says so. */
    @Test
    void tellsAllThatDiffersOnRandomAcls() {
        long seed = Long.getLong("kgit.seed", 20_241_130L);
        int differences = 0;
        for (int world = 0; world < 400; world++) {
            Random random = new Random(seed + world);
            Set<Acl> kept = RandomAcls.draw(random);
            Set<Acl> before = new LinkedHashSet<>(kept);
            before.addAll(RandomAcls.draw(random));
            Set<Acl> after = new LinkedHashSet<>(kept);
            after.addAll(RandomAcls.draw(random));
            AccessChanges changes = compare(before, after);
            Authorizer now = new Authorizer(before, Set.of(), false);
            Authorizer then = new Authorizer(after, Set.of(), false);
            for (AccessRequest request : RandomAcls.REQUESTS) {
                boolean was = now.decide(request).isAllowed();
                boolean is = then.decide(request).isAllowed();
                if (was != is) {
                    differences++;
                    List<AccessRow> rows = is ? changes.gained() : changes.lost();
                    if (rows.stream().noneMatch(row -> RandomAcls.isAbout(row, request))) {
                        fail("seed " + (seed + world) + ": " + request + " of " + before + " -> " + after);
                    }
                }
            }
        }
        assertThat(differences).isGreaterThan(2_000);
    }
}
