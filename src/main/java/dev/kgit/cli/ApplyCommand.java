package dev.kgit.cli;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.plan.Plan;
import dev.kgit.plan.UnblockedRows;
import dev.kgit.planfile.SavedPlan;
import dev.kgit.workflow.ApplyWorkflow;
import dev.kgit.workflow.Approval;
import dev.kgit.workflow.PlanRequest;
import dev.kgit.workflow.PlanWorkflow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code kgit apply}: does what a plan says, and nothing else. */
@Command(
        name = "apply",
        addMethodSubcommands = false,
        description = "Applies a saved plan; without one, plans, shows the plan, asks, and applies it.",
        footer = {
            "",
            "Examples:",
            "  kgit apply -e dev                       plans, asks, applies",
            "  kgit apply -e prod --auto-approve       on merge, in CI",
            "  kgit apply -e prod prod.plan            exactly what was reviewed, or exit 3",
            "  kgit apply -e prod --expect sha256:...  the same, by the fingerprint in the pull request",
            "  kgit apply -e prod --auto-approve --skip-blocked    all but what is blocked; exit 3 if something is"
        })
final class ApplyCommand extends KgitCommand {

    @Mixin
    PlanOptions options = new PlanOptions();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A plan saved by `kgit plan --out FILE`.")
    @Nullable
    Path file;

    @Option(names = "--auto-approve", description = "Don't ask.")
    boolean autoApprove;

    @Option(
            names = "--expect",
            paramLabel = "FINGERPRINT",
            converter = FingerprintConverter.class,
            description = "Apply only if the plan has this fingerprint (sha256:...); then don't ask.")
    @Nullable
    String expect;

    @Option(
            names = "--skip-blocked",
            description =
                    "Where rows are blocked, leave them and what depends on them alone, and do the others. The exit"
                            + " code is 3 all the same.")
    boolean skipBlocked;

    @Option(
            names = "--allow-unreadable",
            description =
                    "Where something can't be read, leave it alone and do the others. The exit code is 4 all the same.")
    boolean allowUnreadable;

    @Option(
            names = "--lock-timeout",
            paramLabel = "DURATION",
            converter = Units.DurationConverter.class,
            description = "How long to wait while somebody else applies. Default: not at all.")
    Duration lockTimeout = Duration.ZERO;

    /** A fingerprint that is none would be refused only after the plan, as if something had moved. */
    static final class FingerprintConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!text.matches("sha256:[0-9a-f]{64}")) {
                throw new TypeConversionException("'" + text + "' is no fingerprint: sha256: and 64 digits");
            }
            return text;
        }
    }

    @Override
    List<Kgit.Format> formats() {
        return PlanOutput.FORMATS;
    }

    @Override
    int call(CommandRun run) {
        SavedPlan saved = file == null ? null : Approval.read(run.invocation(), file, Version.number());
        Approval approval = new Approval(autoApprove, saved, expect).withoutUnreadable(allowUnreadable);
        PlanRequest request = options.request().toApply().withSentAgain(approval.sentAgain());
        try (PlanWorkflow planning = PlanWorkflow.open(approval.environmentOf(run.invocation()), request)) {
            Plan plan = planning.plan();
            PlanOutput.writeForApply(run, plan);
            Optional<Diagnostic> unread = approval.unread(plan, planning);
            if (unread.isPresent()) {
                run.messages().one(unread.get());
                return ExitCode.UNAVAILABLE;
            }
            try {
                return apply(run, plan, planning, approval);
            } catch (KgitException.Refused refused) {
                if (plan.isWhole()) {
                    throw refused;
                }
                run.messages().all(refused.diagnostics());
                return ExitCode.UNAVAILABLE;
            }
        }
    }

    private int apply(CommandRun run, Plan plan, PlanWorkflow planning, Approval approval) {
        approval.requireUnchanged(plan, planning);
        UnblockedRows rows = UnblockedRows.of(plan);
        if (!plan.isApplicable() && !(skipBlocked && rows.isDoable())) {
            blocked(rows).ifPresent(run.messages()::one);
            return plan.isWhole() && skipBlocked && rows.isPart() ? ExitCode.REFUSED : PlanExitCode.of(plan, false);
        }
        ApplyWorkflow.Applied applied = new ApplyWorkflow(planning, approval, lockTimeout, new ApplyConsole(run))
                .skippingBlocked(skipBlocked)
                .apply(plan);
        if (!applied.plan().isWhole()) {
            return ExitCode.UNAVAILABLE;
        }
        return switch (applied.ending()) {
            case COMPLETE -> ExitCode.DONE;
            case INCOMPLETE -> ExitCode.INCOMPLETE;
            case DECLINED, REST_BLOCKED -> ExitCode.REFUSED;
            case BLOCKED -> PlanExitCode.of(applied.plan(), false);
        };
    }

    /** That others could be done, where rows alone stop the plan. */
    private Optional<Diagnostic> blocked(UnblockedRows rows) {
        if (!rows.isDoable()) {
            return Optional.empty();
        }
        int doable = rows.plan().changes().size();
        int all = doable + rows.skipped().size();
        return Optional.of(Diagnostic.error(
                        "KG226",
                        "nothing is applied: " + rows.blocked().size() + " of " + all + " rows "
                                + (rows.blocked().size() == 1 ? "is" : "are") + " blocked")
                .withHint("mend that, or say --skip-blocked: it does the " + doable
                        + " that neither are blocked nor depend on what is, and exits 3 all the same"));
    }
}
