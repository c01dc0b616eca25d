package dev.kgit.manifest;

import dev.kgit.model.ConnectCluster;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads the resource files of one environment and makes the desired state of them. */
final class DesiredStateReader {

    private final EnvironmentSettings env;
    private final DeclarationReader reader;
    private final Sections sections;
    private final DiagnosticCollector problems = new DiagnosticCollector();
    private final ReadBudget budget = new ReadBudget();

    DesiredStateReader(EnvironmentSettings env, DeclarationReader reader, Sections sections) {
        this.env = env;
        this.reader = reader;
        this.sections = sections;
    }

    ReadResult<DesiredState> read(Consumer<Set<ResourceId>> seen) {
        ResourceFileReader.Result files;
        try {
            files = reader.files(budget).read(env.variables(), reader.lookups(), problems, seen);
        } catch (KgitException.Invalid unlistable) {
            problems.addAll(unlistable.diagnostics());
            return new ReadResult<>(null, problems.sorted());
        }
        if (budget.isSpent()) {
            return tooMuch();
        }
        SectionInput in = new SectionInput(env, sections, files, reader, budget, problems);
        State state = state(in);
        if (budget.isSpent()) {
            return tooMuch();
        }
        new SemanticChecks(env.environment(), state, problems).run(files.whole());
        sections.all().forEach(section -> section.check(state, in));

        List<Diagnostic> diagnostics = problems.sorted();
        if (problems.hasErrors() || !env.isWhole()) {
            return new ReadResult<>(null, diagnostics);
        }
        return new ReadResult<>(
                new DesiredState(
                        env.project(),
                        env.environment(),
                        state,
                        in.connectClusters(),
                        in.exported(),
                        env.redactor(),
                        diagnostics),
                diagnostics);
    }

    private State state(SectionInput in) {
        sections.all().forEach(section -> in.add(section.read(in)));
        return in.resources();
    }

    /**
     * What the files ask for, whatever is wrong with them.
     *
     * @param problems codes of what is wrong or worth telling, sorted
     */
    record Asked(State state, SortedMap<String, ConnectCluster> connectClusters, List<String> problems) {}

    /** @throws KgitException.Invalid where the files can't be listed */
    Asked asked() {
        ResourceFileReader.Result files =
                reader.files(budget).read(env.variables(), reader.lookups(), problems, seen -> {});
        SectionInput in = new SectionInput(env, sections, files, reader, budget, problems);
        State state = state(in);
        List<String> codes =
                problems.list().stream().map(Diagnostic::code).sorted().toList();
        return new Asked(state, in.connectClusters(), codes);
    }

    /** What was read is not all, so nothing else can be said of it. */
    private ReadResult<DesiredState> tooMuch() {
        return new ReadResult<>(null, List.of(budget.problem()));
    }

    /** Paths of the resource files and of the files that they name. */
    Set<String> files() {
        ResourceFileReader files = reader.files(budget);
        Set<String> paths = new TreeSet<>(files.paths());
        DeclarationIndex declarations =
                files.read(env.variables(), reader.lookups(), problems).declarations();
        for (KindSection section : sections.all()) {
            declarations.of(section.name()).values().forEach(each -> paths.addAll(section.namedFiles(each)));
        }
        return paths;
    }
}
