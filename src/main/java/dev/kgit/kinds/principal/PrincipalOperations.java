package dev.kgit.kinds.principal;

import dev.kgit.cluster.Operation;
import dev.kgit.diff.ResourceDiff;
import java.util.ArrayList;
import java.util.List;

/**
 * What is sent for a principal's difference: new ALLOWs, DENYs that are taken away, new DENYs, ALLOWs that are taken away. So
 * at no moment may it do less than what it may do both before and after.
 *
 * <p>Where nothing is given that holds in any order, and all goes in one operation, ALLOWs first: at no moment may it do more
 * than before, and a run that dies leaves a principal that goes as it was, or gone.
 */
final class PrincipalOperations {

    private PrincipalOperations() {}

    static List<Operation> of(ResourceDiff difference) {
        List<Acl> given = PrincipalKind.given(difference);
        List<Acl> taken = PrincipalKind.taken(difference);
        List<Operation> operations = new ArrayList<>();
        if (given.isEmpty()) {
            List<Acl> all = new ArrayList<>(only(taken, PermissionType.ALLOW));
            all.addAll(only(taken, PermissionType.DENY));
            delete(difference, all, operations);
            return operations;
        }
        create(difference, only(given, PermissionType.ALLOW), operations);
        delete(difference, only(taken, PermissionType.DENY), operations);
        create(difference, only(given, PermissionType.DENY), operations);
        delete(difference, only(taken, PermissionType.ALLOW), operations);
        return operations;
    }

    private static void create(ResourceDiff difference, List<Acl> acls, List<Operation> operations) {
        if (!acls.isEmpty()) {
            operations.add(new PrincipalOperation.CreateAcls(difference.id(), acls));
        }
    }

    private static void delete(ResourceDiff difference, List<Acl> acls, List<Operation> operations) {
        if (!acls.isEmpty()) {
            operations.add(new PrincipalOperation.DeleteAcls(difference.id(), acls));
        }
    }

    private static List<Acl> only(List<Acl> acls, PermissionType permission) {
        return acls.stream().filter(acl -> acl.permission() == permission).toList();
    }
}
