package dev.kgit.workflow;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.Plan;
import dev.kgit.planfile.SavedPlan;
import dev.kgit.planfile.SavedPlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who said yes to a plan, and to which. A saved plan and a fingerprint are consent, not instructions: what is sent is
 * always derived from the files and the cluster, and has to be what was consented to.
 */
public final class Approval {

    private final boolean automatic;
    private final @Nullable SavedPlan saved;
    private final @Nullable String fingerprint;
    private final boolean withoutUnreadable;

    /**
     * @param automatic whether any plan is consented to
     * @param saved the plan that is; null: none
     * @param fingerprint of the plan that is; null: none
     */
    public Approval(boolean automatic, @Nullable SavedPlan saved, @Nullable String fingerprint) {
        this(automatic, saved, fingerprint, false);
    }

    private Approval(
            boolean automatic, @Nullable SavedPlan saved, @Nullable String fingerprint, boolean withoutUnreadable) {
        this.withoutUnreadable = withoutUnreadable;
        this.automatic = automatic;
        this.saved = saved;
        this.fingerprint = fingerprint;
    }

    /** The same, and whether the rest is done where something can't be read. */
    public Approval withoutUnreadable(boolean rest) {
        return new Approval(automatic, saved, fingerprint, rest);
    }

    /** Why the plan is not applied though nothing blocks it: something could not be read. */
    public Optional<Diagnostic> unread(Plan plan, PlanWorkflow planning) {
        return planning.unread(plan, withoutUnreadable);
    }

    /**
     * Reads a saved plan.
     *
     * @param file as the command line names it
     * @param version of this kgit
     */
    public static SavedPlan read(Invocation invocation, Path file, String version) {
        try {
            byte[] content = Files.readAllBytes(invocation.resolve(file));
            return SavedPlanFile.read(content, file.toString(), version, invocation.kinds());
        } catch (IOException unreadable) {
            throw new KgitException.Invalid(Diagnostic.error("KG705", "the plan " + file + " can't be read")
                    .withHint("save one with `kgit plan --out " + file + "`"));
        }
    }

    /** The invocation, for the environment of the saved plan where nothing else says which. */
    public Invocation environmentOf(Invocation invocation) {
        // A saved plan says itself where it belongs.
        return saved == null || EnvironmentSelection.isMade(invocation)
                ? invocation
                : invocation.withEnvironment(saved.environment());
    }

    /** Connectors whose configs the saved plan sends again; none where there is no saved plan. */
    public Set<ResourceId> sentAgain() {
        return saved == null ? Set.of() : saved.sentAgain();
    }

    /** Refuses, by name, where the plan is not the one that was consented to. */
    public void requireUnchanged(Plan plan, PlanWorkflow planning) {
        if (saved != null) {
            List<Diagnostic> moved = saved.movedSince(
                    plan, (to, from) -> RollbackCheck.otherFiles(planning.workspace(), to, from), planning::allows);
            if (!moved.isEmpty()) {
                throw new KgitException.Refused(moved);
            }
        }
        if (fingerprint != null && !fingerprint.equals(plan.fingerprint())) {
            throw new KgitException.Refused(
                    Diagnostic.error(
                                    "KG679",
                                    "the plan is not the one that was expected: its fingerprint is "
                                            + plan.fingerprint())
                            .withHint(
                                    "something has moved since it was reviewed, or it was made with other options; review the plan above"));
        }
    }

    /** Whether nobody has said yes yet, so that somebody has to be asked, and time passes until the answer. */
    boolean isOpen() {
        return !automatic && saved == null && fingerprint == null;
    }

    /** Whether it is consent to whatever the files and the cluster come to, not to one plan that somebody looked at. */
    boolean coversAnyPlan() {
        return automatic && saved == null && fingerprint == null;
    }
}
