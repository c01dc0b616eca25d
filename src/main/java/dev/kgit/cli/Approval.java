package dev.kgit.cli;

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
final class Approval {

    private final Kgit kgit;
    private final boolean autoApprove;
    private final @Nullable SavedPlan saved;
    private final @Nullable String fingerprint;

    private Approval(Kgit kgit, boolean autoApprove, @Nullable SavedPlan saved, @Nullable String fingerprint) {
        this.kgit = kgit;
        this.autoApprove = autoApprove;
        this.saved = saved;
        this.fingerprint = fingerprint;
    }

    static Approval of(ApplyCommand command) {
        SavedPlan saved = command.file == null ? null : read(command.kgit, command.file);
        return new Approval(command.kgit, command.autoApprove, saved, command.expect);
    }

    private static SavedPlan read(Kgit kgit, Path file) {
        try {
            byte[] content = Files.readAllBytes(kgit.console.folder().resolve(file));
            return SavedPlanFile.read(content, file.toString(), Version.number());
        } catch (IOException unreadable) {
            throw new KgitException.Invalid(Diagnostic.error("KG705", "the plan " + file + " can't be read")
                    .withHint("save one with `kgit plan --out " + file + "`"));
        }
    }

    /** The environment of the saved plan, where there is one. */
    Optional<String> environment() {
        return Optional.ofNullable(saved).map(SavedPlan::environment);
    }

    /** Connectors whose configs the saved plan sends again; none where there is no saved plan. */
    Set<ResourceId> sentAgain() {
        return saved == null ? Set.of() : saved.sentAgain();
    }

    /** Refuses, by name, where the plan is not the one that was consented to. */
    void refuseIfMoved(Plan plan, Workspace workspace) {
        if (saved != null) {
            List<Diagnostic> moved =
                    saved.movedSince(plan, (to, from) -> RollbackCheck.otherFiles(workspace, to, from));
            if (!moved.isEmpty()) {
                throw new KgitException.Refused(moved);
            }
        }
        if (fingerprint != null && !fingerprint.equals(plan.fingerprint())) {
            throw new KgitException.Refused(Diagnostic.error(
                            "KG679",
                            "the plan is not the one that was expected: its fingerprint is " + plan.fingerprint())
                    .withHint("something has moved since it was reviewed; review the plan above"));
        }
    }

    /** Asks, unless somebody has said yes already. */
    boolean given(Plan plan) {
        if (autoApprove || saved != null || fingerprint != null) {
            return true;
        }
        if (!kgit.console.interactive()) {
            throw new KgitException.Refused(Diagnostic.error("KG504", "nobody is here to say yes to this plan")
                    .withHint(
                            "in CI, say --auto-approve, or apply a saved plan: kgit plan --out FILE, kgit apply FILE"));
        }
        new DiagnosticPrinter(kgit.console.err(), kgit.redactor)
                .ask("Apply these changes to " + plan.environment() + "? Only 'yes' will do: ");
        try {
            return "yes".equals(kgit.console.in().readLine());
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether time may have passed between reading the cluster and the yes. */
    boolean tookTime() {
        return !autoApprove && saved == null && fingerprint == null;
    }

    /** Whether it is consent to whatever the files and the cluster come to, not to one plan that somebody looked at. */
    boolean coversAnyPlan() {
        return autoApprove && saved == null && fingerprint == null;
    }
}
