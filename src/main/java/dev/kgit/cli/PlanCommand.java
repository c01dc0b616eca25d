package dev.kgit.cli;

import dev.kgit.diff.ChangeType;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.plan.Plan;
import dev.kgit.workflow.PlanWorkflow;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kgit plan}: desired against live. */
@Command(
        name = "plan",
        addMethodSubcommands = false,
        description = "Compares the files with the cluster and prints what apply would do. Writes nothing.",
        footer = {
            "",
            "Examples:",
            "  kgit plan -e prod",
            "  kgit plan -e prod --out prod.plan        then: kgit apply -e prod prod.plan",
            "  kgit plan -e prod --format markdown --trust origin/main      for a pull request",
            "  kgit plan -e prod --access               adds who gains and loses what (ACLs)",
            "  kgit plan --all                          all environments, side by side",
            MultiEnvironmentCommand.WORST
        })
final class PlanCommand extends MultiEnvironmentCommand {

    @Mixin
    PlanOptions options = new PlanOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Save the plan, for `kgit apply FILE`.")
    @Nullable
    Path out;

    @Option(names = "--detailed-exitcode", description = "Exit 2 where there are changes.")
    boolean detailed;

    @Option(names = "--access", description = "Add who gains and loses what by it (ACLs).")
    boolean access;

    @Option(
            names = "--trust",
            paramLabel = "REF",
            description =
                    "Read kgit.yaml and environment.yaml (addresses, variables, secrets, guards) from this commit, and"
                            + " only resource files from the working tree: for pull requests.")
    @Nullable
    String trust;

    @Override
    void refuseSeveral() {
        if (out != null) {
            throw new KgitException.Invalid(Diagnostic.error("KG731", "--out saves the plan of one environment")
                    .withHint("run plan --out once for each environment"));
        }
    }

    @Override
    List<Kgit.Format> formats() {
        return PlanOutput.FORMATS;
    }

    @Override
    RunSummary one(CommandRun run) {
        try (PlanWorkflow planning = PlanWorkflow.open(run.invocation(), options.request(), trust)) {
            Plan plan = planning.plan();
            PlanOutput.write(run, plan, access ? planning.access(plan) : null, options.again(run.invocation()));
            if (run.options().verbose()) {
                run.messages().all(planning.unreadFiles());
            }
            if (out != null) {
                PlanOutput.save(run, plan, null, options.again(run.invocation()), out);
            }
            return new RunSummary(PlanExitCode.of(plan, detailed))
                    .with("create", plan.count(ChangeType.CREATE))
                    .with("update", plan.count(ChangeType.UPDATE))
                    .with("delete", plan.count(ChangeType.DELETE))
                    .with("blocked", plan.blocked())
                    .with("unreadable", plan.unreadable().size());
        }
    }
}
