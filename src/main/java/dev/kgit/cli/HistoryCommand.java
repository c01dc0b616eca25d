package dev.kgit.cli;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.SecretKeys;
import dev.kgit.diff.FieldRules;
import dev.kgit.git.Commit;
import dev.kgit.git.GitRepository;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import dev.kgit.plan.ResourceHistory;
import dev.kgit.planfile.HistoryJson;
import dev.kgit.report.HistoryReport;
import dev.kgit.report.ResourceHistoryReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kgit history}: what was applied when by whom, and what became of one resource. */
@Command(
        name = "history",
        addMethodSubcommands = false,
        description = {
            "Lists what was applied, when, by whom and from which commit.",
            "With a resource's ID: which commits changed what the files say about it, and which of them were applied."
        },
        footer = {
            "",
            "Examples:",
            "  kgit history -e prod --format json",
            "  kgit history -e prod topic/email_verification"
        })
final class HistoryCommand extends KgitCommand {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "topic/NAME or connector/CLUSTER/NAME.")
    @Nullable
    String id;

    @Option(
            names = {"-n", "--max"},
            paramLabel = "COUNT",
            description = "With ID: how many commits are looked at, from HEAD back. Default: ${DEFAULT-VALUE}.")
    int max = 200;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.open(kgit);
                PlatformConnection connection = PlatformConnection.open(kgit, workspace)) {
            Ledger.Snapshot snapshot = connection.ledger().read();
            if (id == null) {
                applied(workspace, snapshot);
            } else {
                ofResource(workspace, connection, snapshot, id);
            }
            return ExitCode.DONE;
        }
    }

    private void applied(Workspace workspace, Ledger.Snapshot snapshot) {
        if (!snapshot.available()) {
            throw new KgitException.World(
                    Diagnostic.error("KG690", "nothing is known of former applies: " + snapshot.why())
                            .withHint("the first apply with a ledger writes it down"));
        }
        LedgerEntry entry = snapshot.mine()
                .orElseGet(() -> LedgerEntry.none(
                        workspace.environment().project(),
                        workspace.environment().environment().name()));
        Map<String, String> subjects = subjects(workspace, entry);
        Output.write(kgit, out -> {
            switch (kgit.format()) {
                case text -> HistoryReport.write(entry, subjects, PlanOutput.style(kgit), out);
                case json -> HistoryJson.write(entry, subjects, out);
                default -> throw PlanOutput.unsuited(kgit);
            }
        });
    }

    private void ofResource(
            Workspace workspace, PlatformConnection connection, Ledger.Snapshot snapshot, String named) {
        ResourceId resource = ResourceId.parse(named)
                .orElseThrow(() ->
                        new KgitException.Invalid(Diagnostic.error("KG701", "'" + named + "' is no id of a resource")
                                .withHint("ids look like topic/NAME and connector/CLUSTER/NAME")));
        GitRepository git = workspace
                .git()
                .orElseThrow(() -> new KgitException.Invalid(Diagnostic.error(
                        "KG600", "this repository is not in Git, so there are no commits to look at")));
        List<LedgerRun> runs = snapshot.mine().map(LedgerEntry::runs).orElse(List.of());
        ResourceHistory history = new ResourceHistoryFinder(
                        workspace, git, runs, secretsOf(connection.cluster(), resource))
                .of(resource, max);
        if (!snapshot.available()) {
            messages().line("which commits were applied is not known: " + snapshot.why());
        }
        if (git.isShallow()) {
            messages().line("this clone's history is cut: earlier commits are not known (fetch-depth: 0 in CI)");
        }
        if (history.steps().isEmpty() && history.runs().isEmpty()) {
            throw new KgitException.Invalid(Diagnostic.error(
                            "KG622",
                            "none of the latest " + max + " commits that touch desired-state files changes " + resource)
                    .withHint("is the id right? -n looks at more commits"));
        }
        Output.write(kgit, out -> {
            switch (kgit.format()) {
                case text -> ResourceHistoryReport.write(history, PlanOutput.style(kgit), out);
                case json ->
                    HistoryJson.write(
                            workspace.environment().project(),
                            workspace.environment().environment().name(),
                            history,
                            out);
                default -> throw PlanOutput.unsuited(kgit);
            }
        });
    }

    /** Marks what the connector's plugin types PASSWORD: an old commit may hold it in the clear. Asks once for each plugin. */
    private static UnaryOperator<State> secretsOf(Cluster cluster, ResourceId id) {
        Function<ResourceId, FieldRules> rules = BuiltInKinds.ALL.fieldRules(LiveState.NOTHING);
        Map<String, SecretKeys> byPlugin = new HashMap<>();
        return state -> {
            Resource resource = state.get(id);
            if (resource == null || !BuiltInKinds.ALL.of(id).hasTypedSecrets()) {
                return state;
            }
            String plugin = String.valueOf(resource.config(ConnectorKeys.CLASS));
            return byPlugin.computeIfAbsent(plugin, unasked -> cluster.secretKeys(List.of(resource)))
                    .markedIn(state, (any, path) -> rules.apply(any).mayHoldSecret(path));
        };
    }

    /** First lines of the commits' messages, as far as this clone has them. */
    private static Map<String, String> subjects(Workspace workspace, LedgerEntry entry) {
        Map<String, String> subjects = new HashMap<>();
        Optional<GitRepository> git = workspace.git();
        for (LedgerRun run : entry.runs()) {
            String commit = run.commit();
            if (commit != null && git.isPresent()) {
                git.get().commit(commit).map(Commit::subject).ifPresent(subject -> subjects.put(commit, subject));
            }
        }
        return subjects;
    }
}
