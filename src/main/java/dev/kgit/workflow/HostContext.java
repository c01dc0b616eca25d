package dev.kgit.workflow;

import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.kind.Kinds;
import dev.kgit.manifest.Sections;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a use case gets from the process that it runs in.
 *
 * @param sections the kinds of resources that there are, and what the files may say of each
 * @param variables the environment variables
 * @param folder the folder that relative paths begin at
 * @param opener how platforms are connected to
 * @param shutdownHooks takes what has to be done even when the process is told to end in the middle
 */
public record HostContext(
        Sections sections,
        Map<String, String> variables,
        Clock clock,
        Path folder,
        PlatformConnection.Opener opener,
        ShutdownHooks shutdownHooks,
        Timings timings) {

    HostContext withVariables(Map<String, String> others) {
        return new HostContext(sections, others, clock, folder, opener, shutdownHooks, timings);
    }

    Kinds kinds() {
        return sections.kinds();
    }

    /** Who runs kgit. */
    String user() {
        return Identity.user(variables);
    }

    /** On which machine. */
    String host() {
        return Identity.host(variables);
    }
}
