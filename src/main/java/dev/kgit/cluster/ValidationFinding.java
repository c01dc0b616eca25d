package dev.kgit.cluster;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What the platform says against an action that it was asked to judge.
 *
 * @param path the field it is about, or null for the whole resource
 * @param diagnostic an error: it would refuse. A warning or info: it could not be asked, or it has a remark
 */
public record ValidationFinding(ResourceId id, @Nullable String path, Diagnostic diagnostic) {

    /** Whether it says that nobody has judged the resource. */
    public boolean isNotJudged() {
        return path == null && diagnostic.severity() == Severity.WARNING;
    }
}
