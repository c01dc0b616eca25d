package dev.kgit.cli;

import dev.kgit.access.AccessAnswer;
import dev.kgit.access.AccessQuery;
import dev.kgit.planfile.AccessJson;
import dev.kgit.report.AccessMarkdownReport;
import dev.kgit.report.AccessTextReport;
import dev.kgit.workflow.AccessWorkflow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kgit access}: who may do what, and which ACL says so. */
@Command(
        name = "access",
        addMethodSubcommands = false,
        description = {
            "Says who may do what, as Kafka's authorizer decides it, by which ACL, and where that is declared.",
            "Without --live it is what the files declare, and nothing is asked of the cluster."
        },
        footer = {
            "",
            "Examples:",
            "  kgit access -e prod topic/orders                      who may do what with the topic",
            "  kgit access -e prod principal/User:orders             what the principal may do",
            "  kgit access -e prod --topic 'orders.*' --operation WRITE --live",
            "  kgit access -e prod --live --super-user User:admin --format json"
        })
final class AccessCommand extends KgitCommand {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "principal/TYPE:NAME or topic/NAME. Default: all.")
    @Nullable
    String id;

    @Option(names = "--principal", paramLabel = "P", description = "What this principal may do, as User:orders.")
    @Nullable
    String principal;

    @Option(
            names = "--topic",
            paramLabel = "T",
            description = "Who may do what with this topic; * at the end stands for all that begin so.")
    @Nullable
    String topic;

    @Option(names = "--group", paramLabel = "G", description = "The same of a consumer group.")
    @Nullable
    String group;

    @Option(names = "--operation", paramLabel = "O", description = "Only who may do this, as WRITE.")
    @Nullable
    String operation;

    static final String LIVE = "--live";

    @Option(names = LIVE, description = "Ask the cluster for all its ACLs, whoever declares them.")
    boolean live;

    @Option(
            names = "--super-user",
            paramLabel = "P",
            description = "A principal whom brokers ask for no ACL; they hide who that is (super.users). Repeatable.")
    List<String> superUsers = new ArrayList<>();

    @Override
    boolean connects() {
        return live;
    }

    @Override
    List<Kgit.Format> formats() {
        return List.of(Kgit.Format.text, Kgit.Format.json, Kgit.Format.markdown);
    }

    @Override
    int call(CommandRun run) {
        AccessQuery query = AccessQuery.of(new AccessQuery.Words(id, principal, topic, group, operation, superUsers));
        AccessAnswer answer =
                live ? AccessWorkflow.live(run.invocation(), query) : AccessWorkflow.declared(run.invocation(), query);
        run.output().write(out -> {
            switch (run.format()) {
                case text -> AccessTextReport.write(answer, run.output().style(), out);
                case json -> AccessJson.write(answer, out);
                case markdown -> AccessMarkdownReport.write(answer, out);
                default -> throw run.unsuited();
            }
        });
        return ExitCode.DONE;
    }
}
