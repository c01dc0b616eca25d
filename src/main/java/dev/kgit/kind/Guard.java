package dev.kgit.kind;

import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import java.util.List;

/**
 * Looks at one difference and says what could go wrong. An error blocks the row until somebody consents in the file that
 * is reviewed; the hint says how.
 */
public interface Guard {

    List<Diagnostic> evaluate(ResourceDiff difference, GuardContext context);
}
