package dev.kgit.kinds.principal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.diff.Cause;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.Kind;
import dev.kgit.kind.KindContract;
import dev.kgit.kinds.principal.PrincipalOperation.CreateAcls;
import dev.kgit.kinds.principal.PrincipalOperation.DeleteAcls;
import dev.kgit.model.Declared;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PrincipalKindTest implements KindContract {

    private static final ResourceId ID = PrincipalKind.id("User:a");

    @Override
    public Kind kind() {
        return new PrincipalKind();
    }

    @Override
    public Resource declared(String name) {
        return Declared.resource(PrincipalKind.id("User:" + name))
                .field("acls[ALLOW READ topic:orders]", PrincipalKind.PRESENT)
                .field("acls[DENY WRITE topic:audit.* from 10.0.0.5]", PrincipalKind.PRESENT)
                .resource();
    }

    @Override
    public Resource changed(Resource declared) {
        return Declared.resource(declared.id())
                .field("acls[ALLOW READ topic:orders]", PrincipalKind.PRESENT)
                .resource();
    }

    @Test
    void givesBeforeItTakesAndDeniesLastButOne() {
        List<Operation> operations = kind().operations(LiveState.NOTHING, Declared.environment())
                .operationsFor(update(
                        given("acls[ALLOW READ topic:new]"),
                        given("acls[DENY READ topic:new]"),
                        taken("acls[ALLOW READ topic:old]"),
                        taken("acls[DENY READ topic:old]")));
        assertThat(operations)
                .containsExactly(
                        new CreateAcls(ID, acls("acls[ALLOW READ topic:new]")),
                        new DeleteAcls(ID, acls("acls[DENY READ topic:old]")),
                        new CreateAcls(ID, acls("acls[DENY READ topic:new]")),
                        new DeleteAcls(ID, acls("acls[ALLOW READ topic:old]")));
    }

    /** Or it could do more for a moment, and what a killed run has left would not be as it was applied. */
    @Test
    void takesAllAtOnceWhereItGivesNothing() {
        List<Operation> operations = kind().operations(LiveState.NOTHING, Declared.environment())
                .operationsFor(update(taken("acls[DENY READ topic:old]"), taken("acls[ALLOW READ topic:old]")));
        assertThat(operations)
                .containsExactly(new DeleteAcls(ID, acls("acls[ALLOW READ topic:old]", "acls[DENY READ topic:old]")));
    }

    @Test
    void waitsForTheTopicsThatItNamesOneByOne() {
        Resource principal = Declared.resource(ID)
                .field("acls[ALLOW READ topic:orders]", PrincipalKind.PRESENT)
                .field("acls[ALLOW READ topic:audit.*]", PrincipalKind.PRESENT)
                .field("acls[ALLOW READ topic:*]", PrincipalKind.PRESENT)
                .field("acls[ALLOW READ group:billing]", PrincipalKind.PRESENT)
                .resource();
        assertThat(kind().references(principal, new TreeSet<>()))
                .extracting(ResourceId::toString)
                .containsExactly("topic/orders");
    }

    private static ResourceDiff update(FieldDiff... fields) {
        Resource any = Declared.resource(ID).resource();
        return new ResourceDiff(ID, ChangeType.UPDATE, Cause.GIT, List.of(fields), any, any);
    }

    private static FieldDiff given(String path) {
        return new FieldDiff(path, null, FieldValue.of(PrincipalKind.PRESENT), Cause.GIT);
    }

    private static FieldDiff taken(String path) {
        return new FieldDiff(path, FieldValue.of(PrincipalKind.PRESENT), null, Cause.GIT);
    }

    private static List<Acl> acls(String... paths) {
        return Arrays.stream(paths)
                .map(path -> Acl.parse(ID.name(), path).orElseThrow())
                .toList();
    }
}
