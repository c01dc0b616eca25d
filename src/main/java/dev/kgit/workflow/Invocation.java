package dev.kgit.workflow;

import dev.kgit.kind.Kinds;
import dev.kgit.manifest.Sections;
import dev.kgit.model.Glob;
import dev.kgit.model.ResourceId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What all use cases are asked for in the same way: which repository, environments and resources, and how long to wait.
 *
 * @param repo the repository's folder; null: the nearest parent folder with a kgit.yaml
 * @param environments those that were named; where there are none, the process or the repository decides
 * @param all whether all environments of the repository are meant
 * @param targets globs of the resources that it is about; none: all
 * @param timeout how long to wait for Kafka or Connect
 * @param timed whether each part of the platform is timed
 * @param contextListener told what is known of the repository, as soon as it is known and again when more is
 */
public record Invocation(
        HostContext hostContext,
        @Nullable Path repo,
        List<String> environments,
        boolean all,
        List<String> targets,
        Duration timeout,
        boolean timed,
        Consumer<WorkspaceContext> contextListener) {

    public Invocation {
        environments = List.copyOf(environments);
        targets = List.copyOf(targets);
    }

    Invocation withHostContext(HostContext others) {
        return new Invocation(others, repo, environments, all, targets, timeout, timed, contextListener);
    }

    /** The same, where environment.yaml asks these variables instead of the process's. */
    public Invocation withVariables(Map<String, String> variables) {
        return withHostContext(hostContext.withVariables(variables));
    }

    /** The same for another repository. */
    public Invocation withRepo(Path folder) {
        return new Invocation(hostContext, folder, environments, all, targets, timeout, timed, contextListener);
    }

    /** The same for one environment. */
    public Invocation withEnvironment(String name) {
        return new Invocation(hostContext, repo, List.of(name), false, targets, timeout, timed, contextListener);
    }

    /** The same for other resources. */
    Invocation withTargets(List<String> globs) {
        return new Invocation(hostContext, repo, environments, all, globs, timeout, timed, contextListener);
    }

    /** The same, where another one is told what is known. */
    public Invocation withContextListener(Consumer<WorkspaceContext> other) {
        return new Invocation(hostContext, repo, environments, all, targets, timeout, timed, other);
    }

    /** Whether a resource is one of those that it is about. */
    public Predicate<ResourceId> target() {
        return Glob.filter(targets);
    }

    /** What the files may declare. */
    public Sections sections() {
        return hostContext.sections();
    }

    /** The kinds of resources that there are. */
    public Kinds kinds() {
        return hostContext.kinds();
    }

    /** The environment variables. */
    public Map<String, String> variables() {
        return hostContext.variables();
    }

    /** The time. */
    public Clock clock() {
        return hostContext.clock();
    }

    /** The path of a file that was named on the command line. */
    public Path resolve(Path file) {
        return hostContext.folder().resolve(file);
    }

    /** Where the time is noted that each part takes. */
    public Timings timings() {
        return hostContext.timings();
    }
}
