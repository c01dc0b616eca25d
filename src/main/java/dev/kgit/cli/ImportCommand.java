package dev.kgit.cli;

import dev.kgit.manifest.GeneratedFiles;
import dev.kgit.manifest.YamlGenerator;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.workflow.ImportWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kgit import}: YAML for what is live and not declared. */
@Command(
        name = "import",
        addMethodSubcommands = false,
        description = {
            "Writes YAML for the topics, Connect clusters and connectors that are live and not declared, into the"
                    + " environment's folder (or -o DIR). The next plan is empty. Reads the cluster, changes nothing there.",
            "What files declare stays declared: without --force no file that is there is touched, with it they are"
                    + " added to. Exit 3: some of what they declare can't be brought up to what is live (the rest is).",
            "Secrets are never written: a connector's become variables, which environment.yaml takes from the"
                    + " process environment."
        },
        footer = {
            "",
            "Examples:",
            "  kgit import -e prod",
            "  kgit import -e prod --filter 'orders.*' --group-by prefix",
            "  kgit import -e prod -o /tmp/look      to look at it first"
        })
final class ImportCommand extends KgitCommand {

    /** How many of what is left out are named. */
    private static final int MOST_NAMED = 10;

    @Option(
            names = "--filter",
            paramLabel = "GLOB",
            description = "Only these: a glob over names, or over ids where it holds a '/'; repeatable.")
    List<String> filters = new ArrayList<>();

    @Option(
            names = "--group-by",
            paramLabel = "HOW",
            description = "${COMPLETION-CANDIDATES}: a file for each prefix that names share, or one for each kind."
                    + " Default: none.")
    YamlGenerator.Grouping grouping = YamlGenerator.Grouping.NONE;

    @Option(
            names = "--force",
            description =
                    "Add to files that are there, and bring what they declare up to what is live. All else in them"
                            + " stays.")
    boolean force;

    @Override
    int call(CommandRun run) {
        ImportWorkflow.Imported imported = ImportWorkflow.run(
                run.invocation(),
                new ImportWorkflow.Request(
                        filters, grouping, force, run.options().file()));
        tell(run, imported);
        imported.unreadable().forEach(unread -> Unreadable.tell(run.messages(), unread));
        run.messages().all(imported.remarks());
        run.messages().all(imported.refused());
        if (!imported.isWhole()) {
            return ExitCode.UNAVAILABLE;
        }
        return imported.refused().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private static void tell(CommandRun run, ImportWorkflow.Imported imported) {
        GeneratedFiles files = imported.files();
        Output out = run.output();
        files.counts()
                .forEach((name, count) -> out.line(
                        "wrote " + imported.shown(name) + ": " + count + (count == 1 ? " resource" : " resources")));
        imported.edits().forEach(edit -> out.line(AdoptCommand.told(edit)));
        if (files.files().isEmpty()
                && imported.edits().isEmpty()
                && imported.refused().isEmpty()
                && imported.isWhole()) {
            out.line("nothing to import: all that is live is declared, or not this repository's");
        }
        if (imported.unread() && !files.files().isEmpty()) {
            run.messages()
                    .one(
                            Diagnostic.warning("KG749", "these files are never read where they are")
                                    .withHint(
                                            "move them into " + imported.ownFolder()
                                                    + "/, or leave -o out; to look at them first, choose a folder outside of the repository"));
        }
        if (!files.secrets().isEmpty()) {
            out.line((imported.added() ? "added to " : "to be added to ") + imported.environmentYaml()
                    + ", under variables:");
            new TreeMap<>(files.secrets())
                    .forEach((variable, secret) -> out.line("  " + variable + ": ${{ secret." + secret + " }}"));
            out.line("set these secrets before the next plan: "
                    + String.join(", ", new TreeSet<>(files.secrets().values())));
        }
        if (!run.isQuiet()) {
            tellLeftOut(run.messages(), run.options().verbose(), imported);
        }
    }

    private static void tellLeftOut(DiagnosticPrinter messages, boolean all, ImportWorkflow.Imported imported) {
        imported.left().forEach((why, ids) -> {
            long named = all ? ids.size() : MOST_NAMED;
            String names = ids.stream().limit(named).map(ResourceId::toString).collect(Collectors.joining(", "));
            String more = ids.size() > named ? " and " + (ids.size() - named) + " more (-v names them)" : "";
            messages.line(ids.size() + " " + why + ": " + names + more);
        });
        imported.files()
                .left()
                .forEach(id -> messages.one(
                        Diagnostic.warning("KG711", id + " is left out: YAML can't say it so that it stays the same")
                                .withHint("it stays unmanaged, and no plan touches it")));
    }
}
