package dev.kgit.cli;

import dev.kgit.plan.Plan;
import dev.kgit.planfile.SavedPlan;
import dev.kgit.workflow.ApplyWorkflow;
import dev.kgit.workflow.Approval;
import dev.kgit.workflow.PlanRequest;
import dev.kgit.workflow.PlanWorkflow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
            "  kgit apply -e prod --expect sha256:...  the same, by the fingerprint in the pull request"
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
        return List.of(Kgit.Format.text, Kgit.Format.json, Kgit.Format.markdown, Kgit.Format.github);
    }

    @Override
    int call(CommandRun run) {
        SavedPlan saved = file == null ? null : Approval.read(run.invocation(), file, Version.number());
        Approval approval = new Approval(autoApprove, saved, expect);
        PlanRequest request = options.request().toApply().withSentAgain(approval.sentAgain());
        try (PlanWorkflow planning = PlanWorkflow.open(approval.environmentOf(run.invocation()), request)) {
            Plan plan = planning.plan();
            PlanOutput.writeForApply(run, plan);
            int code = PlanExitCode.of(plan, false);
            approval.requireUnchanged(plan, planning);
            if (code != ExitCode.DONE) {
                return code;
            }
            ApplyWorkflow.Applied applied =
                    new ApplyWorkflow(planning, approval, lockTimeout, new ApplyConsole(run)).apply(plan);
            return switch (applied.ending()) {
                case COMPLETE -> ExitCode.DONE;
                case INCOMPLETE -> ExitCode.INCOMPLETE;
                case DECLINED -> ExitCode.REFUSED;
                case BLOCKED -> PlanExitCode.of(applied.plan(), false);
            };
        }
    }
}
