package dev.kgit.cli;

import java.util.List;

/** A verb that takes one environment or several: each for itself, then all side by side. */
abstract class MultiEnvironmentCommand extends KgitCommand {

    static final String WORST =
            "Of several environments the worst exit code counts: 70, 64, 5, 4, 1, 3, 2, 0, in this order.";

    /** Does it for the one environment that this command line names. */
    abstract RunSummary one(Kgit kgit);

    /** Leaves with why these options make no sense for several environments. */
    void refuseSeveral() {}

    @Override
    public Integer call() {
        if (!kgit.all && kgit.environments.size() < 2) {
            return one(kgit).code();
        }
        List<String> names = EnvironmentSelection.chosen(kgit);
        if (names.size() == 1) {
            return one(kgit.all ? narrowed(names) : kgit).code();
        }
        refuseSeveral();
        return new MultiEnvironmentRunner(kgit, this::one).run(names);
    }

    private Kgit narrowed(List<String> names) {
        kgit.all = false;
        kgit.environments = names;
        return kgit;
    }
}
