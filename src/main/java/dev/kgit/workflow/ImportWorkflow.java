package dev.kgit.workflow;

import dev.kgit.cluster.LiveState;
import dev.kgit.manifest.EditSession;
import dev.kgit.manifest.GeneratedFiles;
import dev.kgit.manifest.ImportEdits;
import dev.kgit.manifest.ProposedEdits;
import dev.kgit.manifest.Sections;
import dev.kgit.manifest.YamlGenerator;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Glob;
import dev.kgit.model.ResourceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Imports: writes YAML for what is live and not declared. */
public final class ImportWorkflow {

    private final Invocation invocation;
    private final Request request;
    private final Workspace workspace;
    private final Target target;
    private final EditSession session;

    private ImportWorkflow(Invocation invocation, Request request, Workspace workspace) {
        this.invocation = invocation;
        this.request = request;
        this.workspace = workspace;
        this.session = workspace.workbench();
        this.target = Target.of(workspace.root(), session.ownFolder(), invocation, request.folder());
    }

    /**
     * What is imported, and how.
     *
     * @param filters globs over names, or over ids where they hold a slash; none: everything
     * @param force whether files that are there are added to
     * @param folder where the files go; null: the environment's own folder
     */
    public record Request(
            List<String> filters,
            YamlGenerator.Grouping grouping,
            boolean force,
            @Nullable Path folder) {}

    /**
     * What was written.
     *
     * @param edits of what files that were there declared otherwise
     * @param refused what of that can't be written, and why
     * @param environmentYaml path of the file that takes the secrets of it from the process environment
     * @param added whether they were added there
     * @param unread whether no environment reads the files where they are, though they lie in the repository
     * @param left what was left out, by the reason in words
     * @param unreadable what could not be read, and so is left out
     * @param remarks which part of the platform did not answer
     */
    public record Imported(
            GeneratedFiles files,
            List<ProposedEdits.Edit> edits,
            List<Diagnostic> refused,
            Target target,
            String environmentYaml,
            boolean added,
            boolean unread,
            SortedMap<String, List<ResourceId>> left,
            List<LiveState.ReadFailure> unreadable,
            List<Diagnostic> remarks) {

        /** Whether all that was asked for could be read. */
        public boolean isWhole() {
            return unreadable.isEmpty() && remarks.stream().noneMatch(Diagnostic::isError);
        }

        /** The environment's own folder, whose files it reads. */
        public String ownFolder() {
            return target.own();
        }

        /** A file of it as the user would name it. */
        public String shown(String name) {
            return target.shown(name);
        }
    }

    /** Reads all that is live, and writes files for what is not declared. */
    public static Imported run(Invocation invocation, Request request) {
        try (Workspace workspace = Workspace.open(invocation);
                PlatformConnection connection = PlatformConnection.open(workspace)) {
            Inputs inputs = new InputReader(workspace, connection, invocation.timings())
                    .readAvailable(true, Set.of())
                    .withoutForeignWorkers();
            return new ImportWorkflow(invocation, request, workspace).write(inputs);
        }
    }

    private Imported write(Inputs inputs) {
        DesiredState declared = session.desired().valueOrThrow();
        ImportCandidates candidates = ImportCandidates.of(
                invocation.sections(), inputs.live(), declared, inputs.snapshot(), wanted(), this::isNamed);
        // What is read for this environment is added to; what lies elsewhere is written as a whole.
        Set<String> added = request.force() && target.isInLayers(session)
                ? session.existing(target.candidates(session, invocation.sections()))
                : Set.of();
        AdoptCandidates changed = added.isEmpty()
                ? AdoptCandidates.NONE
                : AdoptCandidates.changed(wanted(), invocation.kinds(), declared, inputs.live());
        ImportEdits edits = ImportEdits.of(
                session,
                declared,
                changed.takings(),
                added,
                candidates.resources(),
                candidates.together(),
                request.grouping(),
                target.inRepository());
        return write(candidates, edits, changed.refused(added), inputs.live());
    }

    private Imported write(ImportCandidates candidates, ImportEdits edits, List<Diagnostic> secret, LiveState live) {
        GeneratedFiles generated = edits.generated();
        boolean inLayers = target.isInLayers(session);
        AtomicFileWriter files =
                AtomicFileWriter.in(target.folder(), invocation).with(generated.files());
        if (!request.force()) {
            files.refuseExisting("write elsewhere with -o DIR, or add to what is there with --force");
        } else if (!inLayers) {
            files.refuseLosses();
        }
        files.write();
        SortedMap<String, String> edited = new TreeMap<>(edits.edits().files());
        generated.files().keySet().forEach(name -> edited.remove(edits.folder() + "/" + name));
        if (inLayers && !generated.secrets().isEmpty()) {
            edited.put(session.environmentYaml(), generated.environmentYaml());
        }
        AtomicFileWriter.edited(workspace.root(), invocation).with(edited).write();
        List<Diagnostic> refused = new ArrayList<>(secret);
        refused.addAll(edits.edits().refused());
        return new Imported(
                generated,
                edits.edits().edits(),
                List.copyOf(refused),
                target,
                session.environmentYaml(),
                inLayers,
                target.isInside() && !inLayers,
                left(candidates),
                live.readFailures(wanted()),
                live.remarks());
    }

    private static SortedMap<String, List<ResourceId>> left(ImportCandidates candidates) {
        SortedMap<String, List<ResourceId>> left = new TreeMap<>();
        candidates.left().forEach((why, ids) -> left.put(why.words(), ids));
        return left;
    }

    private boolean isNamed(ResourceId id) {
        return request.filters().contains(id.name()) || request.filters().contains(id.toString());
    }

    private Predicate<ResourceId> wanted() {
        Predicate<ResourceId> targets = invocation.target();
        List<String> filters = request.filters();
        return id -> targets.test(id)
                && (filters.isEmpty()
                        || filters.stream()
                                .anyMatch(glob -> Glob.matches(glob, glob.contains("/") ? id.toString() : id.name())));
    }

    /**
     * Where the files go.
     *
     * @param root of the repository
     * @param own the environment's own folder, from there
     */
    record Target(Path root, Path folder, String own) {

        private static Target of(Path root, String own, Invocation invocation, @Nullable Path named) {
            return new Target(
                    root,
                    named == null
                            ? root.resolve(own)
                            : invocation.resolve(named).normalize(),
                    own);
        }

        private boolean isInside() {
            return folder.toAbsolutePath().startsWith(root.toAbsolutePath());
        }

        /** The folder from the repository's root; outside of it, the environment's own, in whose place it stands. */
        private String inRepository() {
            return isInside() ? root.relativize(folder).toString().replace('\\', '/') : own;
        }

        /** A file of the folder, from the repository's root; the root itself has no name. */
        private String path(String name) {
            return inRepository().isEmpty() ? name : inRepository() + "/" + name;
        }

        private boolean isInLayers(EditSession session) {
            return isInside() && session.isInLayers(inRepository());
        }

        /** Files that an import may write. */
        private Set<String> candidates(EditSession session, Sections sections) {
            Set<String> candidates = new TreeSet<>();
            if (isInside()) {
                for (String file : sections.files()) {
                    candidates.add(path(file + ".yaml"));
                    candidates.addAll(session.filesBelow(path(file)));
                }
            }
            return candidates;
        }

        private String shown(String name) {
            return isInside() ? path(name) : folder.resolve(name).toString();
        }
    }
}
