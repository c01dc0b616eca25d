package dev.kgit.workflow;

import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What reading all files of the chosen environment brings to light.
 *
 * @param workspace empty where environment.yaml can't be used as it is; it wants no closing
 * @param desired empty where the files have errors
 */
record WorkspaceCheck(
        String environment,
        List<Diagnostic> diagnostics,
        Optional<Workspace> workspace,
        Optional<DesiredState> desired) {

    /** @param secrets whether secrets are looked up; without, their values are unknown */
    static WorkspaceCheck of(Invocation invocation, boolean secrets) {
        return new WorkspaceOpening(invocation).check(secrets);
    }

    /** How many resources are declared, as far as the files could be read: {@code 2 resources}. */
    String counted() {
        int resources = desired.map(value -> value.state().resources().size()).orElse(0);
        return resources + (resources == 1 ? " resource" : " resources");
    }
}
