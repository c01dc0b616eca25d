package dev.kgit.workflow;

import dev.kgit.model.Redactor;

/**
 * What is known of the environment that a use case is about. Opening a workspace finds it out, and a failure is told with what
 * was known by then.
 *
 * @param project a question mark as long as it is not known
 * @param environment its name; a question mark as long as it is not known
 * @param platform what it is reached by, in words; empty as long as it is not known
 * @param redactor takes out the secrets that were met so far
 */
public record WorkspaceContext(String project, String environment, String platform, Redactor redactor) {

    /** Nothing is known. */
    public static final WorkspaceContext UNKNOWN = new WorkspaceContext("?", "?", "", Redactor.NONE);

    WorkspaceContext withProject(String name) {
        return new WorkspaceContext(name, environment, platform, redactor);
    }

    WorkspaceContext withEnvironment(String name) {
        return new WorkspaceContext(project, name, platform, redactor);
    }

    WorkspaceContext withRedactor(Redactor other) {
        return new WorkspaceContext(project, environment, platform, other);
    }

    WorkspaceContext withPlatform(String words) {
        return new WorkspaceContext(project, environment, words, redactor);
    }
}
