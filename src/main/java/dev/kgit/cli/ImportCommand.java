package dev.kgit.cli;

import dev.kgit.manifest.EditSession;
import dev.kgit.manifest.GeneratedFiles;
import dev.kgit.manifest.YamlGenerator;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.workflow.Globs;
import dev.kgit.workflow.ImportCandidates;
import dev.kgit.workflow.Inputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kgit import}: YAML for what is live and not declared. */
@Command(
        name = "import",
        addMethodSubcommands = false,
        description = {
            "Writes YAML for the topics, Connect clusters and connectors that are live and not declared, into the"
                    + " environment's folder (or -o DIR). The next plan is empty. Reads the cluster, changes nothing there.",
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

    @Option(names = "--force", description = "Overwrite files that are there; what they declare is imported anew.")
    boolean force;

    @Override
    public Integer call() {
        textOnly();
        try (Workspace workspace = Workspace.open(kgit);
                PlatformConnection connection = PlatformConnection.open(kgit, workspace)) {
            Inputs inputs = new InputReader(workspace, connection, kgit.timings)
                    .gatherReadable(true, Set.of())
                    .withoutStrangers();
            Target target = new Target(workspace, kgit);
            EditSession bench = workspace.workbench();
            Set<String> overwritten = force ? bench.existing(target.candidates(bench)) : Set.of();
            while (true) {
                EditSession left = bench.without(overwritten);
                DesiredState declared = kgit.require(left.desired());
                ImportCandidates importable =
                        ImportCandidates.of(inputs.live(), declared, inputs.snapshot(), List.of(), wanted());
                GeneratedFiles imported = new YamlGenerator(left, declared, grouping, target.inRepository())
                        .of(importable.resources(), importable.cluster());
                Set<String> rewritten = target.inRepository(imported.files().keySet());
                if (rewritten.containsAll(overwritten)) {
                    return write(target, bench, importable, imported);
                }
                // What would not be written again has to stay, and so does what it declares.
                overwritten.retainAll(rewritten);
            }
        }
    }

    private int write(Target target, EditSession bench, ImportCandidates importable, GeneratedFiles imported) {
        AtomicFileWriter files = AtomicFileWriter.in(target.folder(), kgit).with(imported.files());
        if (!force) {
            files.refuseExisting("write elsewhere with -o DIR, or overwrite with --force");
        }
        files.write();
        if (target.isInLayers(bench) && !imported.secrets().isEmpty()) {
            AtomicFileWriter.edited(target.root(), kgit)
                    .with(Map.of(bench.environmentYaml(), imported.environmentYaml()))
                    .write();
        }
        tell(target, bench, importable, imported);
        return ExitCode.DONE;
    }

    private void tell(Target target, EditSession bench, ImportCandidates importable, GeneratedFiles imported) {
        imported.counts()
                .forEach((name, count) -> Output.line(
                        kgit,
                        "wrote " + target.shown(name) + ": " + count + (count == 1 ? " resource" : " resources")));
        if (imported.files().isEmpty()) {
            Output.line(kgit, "nothing to import: all that is live is declared, or not this repository's");
        }
        if (!imported.secrets().isEmpty()) {
            Output.line(
                    kgit,
                    (target.isInLayers(bench) ? "added to " : "to be added to ") + bench.environmentYaml()
                            + ", under variables:");
            new TreeMap<>(imported.secrets())
                    .forEach((variable, secret) ->
                            Output.line(kgit, "  " + variable + ": ${{ secret." + secret + " }}"));
            Output.line(kgit, "set these secrets before the next plan: " + String.join(", ", secretsOf(imported)));
        }
        if (kgit.quiet) {
            return;
        }
        if (importable.internal() > 0) {
            messages().line(importable.internal() + " internal topics of the platform left out");
        }
        if (importable.foreign() > 0) {
            messages().line(importable.foreign() + " resources left out: another project's, or out of scope");
        }
        imported.left()
                .forEach(id -> messages()
                        .one(Diagnostic.warning(
                                        "KG711", id + " is left out: YAML can't say it so that it stays the same")
                                .withHint("it stays unmanaged, and no plan touches it")));
    }

    private static Set<String> secretsOf(GeneratedFiles imported) {
        return new TreeSet<>(imported.secrets().values());
    }

    private Predicate<ResourceId> wanted() {
        Predicate<ResourceId> targets = Globs.over(kgit.targets);
        return id -> targets.test(id)
                && (filters.isEmpty()
                        || filters.stream()
                                .anyMatch(glob -> Globs.pattern(glob)
                                        .matcher(glob.contains("/") ? id.toString() : id.name())
                                        .matches()));
    }

    /** Where the files go. */
    private record Target(Path root, Path folder, String own) {

        Target(Workspace workspace, Kgit kgit) {
            this(
                    workspace.root(),
                    kgit.output == null
                            ? workspace.root().resolve(workspace.workbench().ownFolder())
                            : kgit.console.folder().resolve(kgit.output).normalize(),
                    workspace.workbench().ownFolder());
        }

        private boolean isInside() {
            return folder.toAbsolutePath().startsWith(root.toAbsolutePath());
        }

        /** The folder from the repository's root; outside of it, the environment's own, in whose place it stands. */
        String inRepository() {
            return isInside() ? root.relativize(folder).toString().replace('\\', '/') : own;
        }

        Set<String> inRepository(Set<String> names) {
            Set<String> paths = new TreeSet<>();
            names.forEach(name -> paths.add(inRepository() + "/" + name));
            return paths;
        }

        boolean isInLayers(EditSession bench) {
            return isInside() && bench.isInLayers(inRepository());
        }

        /** Files that an import may write. */
        Set<String> candidates(EditSession bench) {
            Set<String> candidates = new TreeSet<>();
            if (isInside()) {
                for (String kind : List.of("topics", "connectors", "connect")) {
                    candidates.add(inRepository() + "/" + kind + ".yaml");
                    candidates.addAll(bench.filesBelow(inRepository() + "/" + kind));
                }
            }
            return candidates;
        }

        String shown(String name) {
            return isInside()
                    ? inRepository() + "/" + name
                    : folder.resolve(name).toString();
        }
    }
}
