package dev.kgit.access;

import static org.assertj.core.api.Assertions.fail;

import dev.kgit.cluster.LiveState;
import dev.kgit.kinds.principal.AccessRequest;
import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.AclResource;
import dev.kgit.kinds.principal.Authorizer;
import dev.kgit.kinds.principal.KnownTopics;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AccessTableTest {

    private static final long SEED = Long.getLong("kgit.seed", 20_241_130L);

    private static AccessTable table(Set<Acl> acls) {
        return new AccessTable(acls, Set.of(), acl -> null, KnownTopics.of(LiveState.NOTHING));
    }

    /** What a reader makes of rows: something allows it, nothing takes it out, and nothing denies it. */
    private static boolean reads(List<AccessRow> rows, AccessRequest request) {
        List<AccessRow> about =
                rows.stream().filter(row -> RandomAcls.isAbout(row, request)).toList();
        return about.stream().allMatch(AccessRow::allowed)
                && about.stream()
                        .anyMatch(row -> row.except().stream()
                                .noneMatch(acl -> RandomAcls.covers(acl.resource(), request.resource())));
    }

    private static void check(List<AccessRow> rows, AccessRequest request, boolean allowed, Supplier<String> world) {
        if (reads(rows, request) != allowed) {
            fail(world.get() + ": " + request + " is " + (allowed ? "" : "not ") + "allowed, and not so by " + rows);
        }
    }

    /** {@code -Dkgit.seed} draws others. */
    @Test
    void saysOfAllWhatTheAuthorizerDecidesOfEach() {
        for (long seed = SEED; seed < SEED + 400; seed++) {
            Set<Acl> acls = RandomAcls.draw(new Random(seed));
            String world = "seed " + seed + ", " + acls;
            Authorizer authorizer = new Authorizer(acls, Set.of(), false);
            List<AccessRow> rows = table(acls).rows(new AccessQuery(null, null, null, new TreeSet<>()));
            for (AccessRequest request : RandomAcls.REQUESTS) {
                check(rows, request, authorizer.decide(request).isAllowed(), () -> world);
            }
        }
    }

    @Test
    void saysOfOnePrincipalAndOfOneTopicWhatTheAuthorizerDecides() {
        for (long seed = SEED; seed < SEED + 30; seed++) {
            Set<Acl> acls = RandomAcls.draw(new Random(seed));
            AccessTable table = table(acls);
            String world = "seed " + seed + ", " + acls;
            Authorizer authorizer = new Authorizer(acls, Set.of(), false);
            for (AccessRequest request : RandomAcls.REQUESTS) {
                boolean allowed = authorizer.decide(request).isAllowed();
                String principal = request.principal();
                AclResource topic = request.resource();
                check(
                        table.rows(new AccessQuery(principal, null, null, new TreeSet<>())),
                        request,
                        allowed,
                        () -> world);
                check(table.rows(new AccessQuery(null, topic, null, new TreeSet<>())), request, allowed, () -> world);
                check(
                        table.rows(new AccessQuery(principal, topic, request.operation(), new TreeSet<>())),
                        request,
                        allowed,
                        () -> world);
            }
        }
    }
}
