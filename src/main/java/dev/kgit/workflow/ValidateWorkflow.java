package dev.kgit.workflow;

import dev.kgit.kafka.ClientPropertyCheck;
import dev.kgit.model.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/** Validates: reads all files of the chosen environment and gathers what is wrong. */
public final class ValidateWorkflow {

    private ValidateWorkflow() {}

    /**
     * What was found.
     *
     * @param counted how much was looked at: {@code 2 resources}
     */
    public record Validation(List<Diagnostic> diagnostics, String counted) {}

    /** @param secrets whether secrets are looked up */
    public static Validation validate(Invocation invocation, boolean secrets) {
        WorkspaceCheck checked = WorkspaceCheck.of(invocation, secrets);
        List<Diagnostic> all = new ArrayList<>(checked.diagnostics());
        if (all.stream().noneMatch(Diagnostic::isError)) {
            checked.workspace()
                    .flatMap(workspace -> checked.desired().map(desired -> ConsentHistory.of(workspace, desired)))
                    .ifPresent(all::addAll);
        }
        // Without secrets some values are not known, and nobody can say what they are good for.
        if (secrets) {
            checked.workspace()
                    .map(workspace -> workspace.environment().environment().kafka())
                    .map(ClientPropertyCheck::objections)
                    .ifPresent(all::addAll);
        }
        return new Validation(all, checked.counted());
    }
}
