package dev.kgit.cli;

import dev.kgit.workflow.EnvironmentSelection;
import dev.kgit.workflow.Invocation;
import java.util.List;

/** A verb that takes one environment or several: each for itself, then all side by side. */
abstract class MultiEnvironmentCommand extends KgitCommand {

    static final String WORST =
            "Of several environments the worst exit code counts: 70, 64, 5, 4, 1, 3, 2, 0, in this order.";

    /** Does it for the one environment that this command line names. */
    abstract RunSummary one(CommandRun run);

    /** Leaves with why these options make no sense for several environments. */
    void refuseSeveral() {}

    @Override
    final int call(CommandRun run) {
        Invocation invocation = run.invocation();
        if (!invocation.all() && invocation.environments().size() < 2) {
            return one(run).code();
        }
        List<String> names = EnvironmentSelection.chosen(invocation);
        if (names.size() == 1) {
            return one(run.withInvocation(invocation.withEnvironment(names.get(0))))
                    .code();
        }
        refuseSeveral();
        return new MultiEnvironmentRunner(run, formats(), this::one).run(names);
    }
}
