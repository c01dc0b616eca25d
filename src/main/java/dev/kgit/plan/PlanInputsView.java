package dev.kgit.plan;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.Diff;
import dev.kgit.kind.PlanView;
import dev.kgit.model.Environment;
import dev.kgit.model.ExportedSchema;
import dev.kgit.model.KafkaAddresses;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.SortedMap;

/** What a plan is made from and what differs, as kinds see it. */
class PlanInputsView implements PlanView {

    private final PlanInputs planInputs;
    private final Diff diff;

    PlanInputsView(PlanInputs planInputs, Diff diff) {
        this.planInputs = planInputs;
        this.diff = diff;
    }

    PlanInputs planInputs() {
        return planInputs;
    }

    @Override
    public Diff diff() {
        return diff;
    }

    @Override
    public State desired() {
        return planInputs.desired().state();
    }

    @Override
    public Environment environment() {
        return planInputs.desired().environment();
    }

    @Override
    public LiveState live() {
        return planInputs.live();
    }

    @Override
    public SortedMap<ResourceId, ExportedSchema> exported() {
        return planInputs.desired().exported();
    }

    @Override
    public KafkaAddresses kafkaAddresses(String scope) {
        return KafkaAddresses.of(planInputs.desired(), scope);
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
