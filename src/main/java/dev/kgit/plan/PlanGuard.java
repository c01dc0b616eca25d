package dev.kgit.plan;

import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import java.util.List;

/** A guard that is the same for every kind of resource. */
interface PlanGuard {

    List<Diagnostic> evaluate(ResourceDiff difference, PlanGuardContext context);
}
