package dev.kgit.kinds.principal;

import dev.kgit.diff.FieldRules;
import dev.kgit.model.FieldType;

/** All ACLs of a declared principal are managed: one that is live and not declared is taken away. */
final class PrincipalFieldRules implements FieldRules {

    @Override
    public FieldType typeOf(String path) {
        return FieldType.TEXT;
    }

    @Override
    public boolean isManagedWhole(String path) {
        return Acl.isPath(path);
    }

    @Override
    public boolean isMadeOfFields() {
        return true;
    }

    /** {@code ALLOW READ topic:audit}: what stands between the brackets of the path. */
    @Override
    public String ignoredAs(String path) {
        return Acl.withoutBrackets(path);
    }
}
