package dev.kgit.plan;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.Diff;
import dev.kgit.kind.PlanView;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;

/** A plan before it is known what would be sent for it. */
record DraftView(PlanInputs planInputs, Diff diff) implements PlanView {

    @Override
    public State desired() {
        return planInputs.desired().state();
    }

    @Override
    public LiveState live() {
        return planInputs.live();
    }

    @Override
    public boolean isTargeted(ResourceId id) {
        return planInputs.options().target().test(id);
    }

    @Override
    public boolean isResent(ResourceId id) {
        return planInputs.options().resend().test(id);
    }
}
