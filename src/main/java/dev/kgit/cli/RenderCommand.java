package dev.kgit.cli;

import dev.kgit.kind.DataFlowGraph;
import dev.kgit.model.ConnectCluster;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.report.MermaidGraphReport;
import dev.kgit.report.WorkerProperties;
import dev.kgit.workflow.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kgit render}: what others need from the declarations. */
@Command(
        name = "render",
        addMethodSubcommands = false,
        description = "Prints the worker configuration of a Connect cluster, or a graph of topics and connectors.",
        footer = {
            "",
            "Examples:",
            "  kgit render -e dev --format env > connect.env",
            "  kgit render -e prod --format properties --cluster main",
            "  kgit render graph -e dev",
            "  kgit render graph -e prod --target 'connector/main/*'"
        })
final class RenderCommand extends KgitCommand {

    enum What {
        worker,
        graph
    }

    @Parameters(arity = "0..1", paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}. Default: worker.")
    What what = What.worker;

    @Option(names = "--cluster", paramLabel = "NAME", description = "Connect cluster; default: the only one there is.")
    @Nullable
    String cluster;

    @Override
    List<Kgit.Format> formats() {
        return List.of(Kgit.Format.text, Kgit.Format.properties, Kgit.Format.env);
    }

    @Override
    int call(CommandRun run) {
        if (what == What.graph) {
            run.requireText();
        }
        DesiredState desired = Workspace.desired(run.invocation());
        run.output().write(out -> {
            if (what == What.graph) {
                MermaidGraphReport.write(graph(run, desired), out);
            } else {
                worker(run, desired, out);
            }
        });
        return ExitCode.DONE;
    }

    private static DataFlowGraph graph(CommandRun run, DesiredState desired) {
        return DataFlowGraph.of(
                run.invocation().kinds(), desired, run.invocation().target());
    }

    private void worker(CommandRun run, DesiredState desired, Appendable out) {
        FieldValue kafka = desired.environment().kafka().get("bootstrap.servers");
        SortedMap<String, FieldValue> config =
                WorkerProperties.of(chosen(desired), kafka == null ? null : kafka.value());
        switch (run.format()) {
            case env -> WorkerProperties.env(config, out);
            case properties, text -> WorkerProperties.properties(config, out);
            default -> throw run.unsuited();
        }
    }

    private ConnectCluster chosen(DesiredState desired) {
        SortedMap<String, ConnectCluster> clusters = desired.connectClusters();
        String known = String.join(", ", clusters.keySet());
        if (cluster == null && clusters.size() != 1) {
            throw new KgitException.Invalid(Diagnostic.error(
                            "KG708", clusters.isEmpty() ? "no Connect cluster is declared" : "which Connect cluster?")
                    .withHint(
                            clusters.isEmpty()
                                    ? "declare one under `connectClusters:`"
                                    : "choose one with --cluster: " + known));
        }
        ConnectCluster chosen = clusters.get(cluster == null ? clusters.firstKey() : cluster);
        if (chosen == null) {
            throw new KgitException.Invalid(
                    Diagnostic.error("KG708", String.format(Locale.ROOT, "there is no Connect cluster '%s'", cluster))
                            .withHint("there are: " + known));
        }
        return chosen;
    }
}
