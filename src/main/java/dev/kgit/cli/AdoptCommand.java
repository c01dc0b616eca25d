package dev.kgit.cli;

import dev.kgit.manifest.ProposedEdits;
import dev.kgit.model.Diagnostic;
import dev.kgit.workflow.AdoptWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kgit adopt}: the answer to drift that is right. */
@Command(
        name = "adopt",
        addMethodSubcommands = false,
        description = {
            "Writes what is live into the YAML file and layer that declares it, where it differs, and says which other environments"
                    + " change with it. Comments, order and"
                    + " everything else stay. The next plan is empty for what was adopted. Reads the cluster, changes"
                    + " nothing there.",
            "What is live and not declared is appended to the environment's own files, where its id is given in full.",
            "Exit 3: some of it can't be adopted, exit 4: some of it can't be read (the rest is adopted)."
        },
        footer = {
            "",
            "Examples:",
            "  kgit adopt -e prod topic/orders",
            "  kgit adopt -e dev --overlay topic/orders",
            "  kgit adopt -e prod 'topic/orders.*' connector/main/http-sink"
        })
final class AdoptCommand extends KgitCommand {

    @Parameters(
            arity = "1..*",
            paramLabel = "ID",
            description = "topic/NAME or connector/CLUSTER/NAME; * and ? match what is declared.")
    List<String> ids = new ArrayList<>();

    @Option(
            names = "--overlay",
            description = "Write into the environment's own files, over what other environments share with it.")
    boolean overlay;

    @Override
    int call(CommandRun run) {
        AdoptWorkflow.Adopted adopted = AdoptWorkflow.adopt(run.invocation(), ids, overlay);
        tell(run, adopted);
        if (!adopted.others().isEmpty()) {
            run.messages().all(List.of(shared(adopted)));
        }
        run.messages().all(adopted.refused());
        if (!adopted.unreadable().isEmpty()) {
            adopted.unreadable().forEach(unread -> Unreadable.tell(run.messages(), unread));
            return ExitCode.UNAVAILABLE;
        }
        return adopted.refused().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private static Diagnostic shared(AdoptWorkflow.Adopted adopted) {
        String others = String.join(", ", adopted.others());
        String files = adopted.edits().files().keySet().stream()
                .filter(file -> !file.equals(adopted.environmentYaml()))
                .collect(Collectors.joining(" "));
        return Diagnostic.warning(
                        "KG718", "what was written is shared: it changes what is declared for " + others + " too")
                .withHint("look at it with `kgit plan -e " + adopted.others().first()
                        + "`; to have it for this environment alone, take the files back (`git restore " + files
                        + "`) and adopt with --overlay");
    }

    private static void tell(CommandRun run, AdoptWorkflow.Adopted adopted) {
        ProposedEdits edits = adopted.edits();
        for (ProposedEdits.Edit edit : edits.edits()) {
            run.output().line(told(edit));
        }
        edits.secrets()
                .forEach((variable, secret) -> run.output()
                        .line(adopted.environmentYaml() + ": " + variable + ": ${{ secret." + secret
                                + " }}, to be set before the next plan"));
        if (edits.edits().isEmpty()
                && adopted.refused().isEmpty()
                && adopted.unreadable().isEmpty()
                && !run.isQuiet()) {
            run.messages().line("nothing to adopt: what is declared is what is live");
        }
    }

    static String told(ProposedEdits.Edit edit) {
        String what = edit.path().isEmpty()
                ? edit.id() + " declared"
                : edit.id() + " " + edit.path() + ": " + shown(edit.before()) + " -> " + shown(edit.after());
        return edit.place().file() + ":" + edit.place().line() + ": " + what;
    }

    private static String shown(@Nullable String value) {
        return value == null ? "(not set)" : value;
    }
}
