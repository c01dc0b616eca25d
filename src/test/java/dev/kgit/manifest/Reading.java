package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import dev.kgit.model.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads the environment {@code dev} of a tree, as the command line does. */
final class Reading {

    private Reading() {}

    /** Everything that is wrong with the files, or worth telling. */
    static List<Diagnostic> problems(SourceTree tree, VariableSources lookups) {
        ManifestRepository repository = ManifestRepository.open(tree, tree, lookups, BuiltInKinds.SECTIONS);
        ReadResult<EnvironmentSettings> environment = repository.environment("dev");
        List<Diagnostic> all = new ArrayList<>(environment.diagnostics());
        EnvironmentSettings file = environment.value();
        if (file != null) {
            all.addAll(repository.desired(file).diagnostics());
        }
        return all;
    }

    static List<Diagnostic> problems(SourceTree tree) {
        return problems(tree, SampleLookups.NOTHING);
    }

    static List<String> codes(SourceTree tree) {
        return problems(tree).stream().map(Diagnostic::code).toList();
    }

    static EnvironmentSettings environment(SourceTree tree, VariableSources lookups) {
        ReadResult<EnvironmentSettings> environment = ManifestRepository.open(
                        tree, tree, lookups, BuiltInKinds.SECTIONS)
                .environment("dev");
        assertThat(environment.diagnostics()).isEmpty();
        return Objects.requireNonNull(environment.value());
    }

    static EnvironmentSettings environment(SourceTree tree) {
        return environment(tree, SampleLookups.NOTHING);
    }

    static DesiredState desired(SourceTree tree, VariableSources lookups) {
        ReadResult<DesiredState> desired = ManifestRepository.open(tree, tree, lookups, BuiltInKinds.SECTIONS)
                .desired(environment(tree, lookups));
        assertThat(desired.diagnostics()).filteredOn(Diagnostic::isError).isEmpty();
        return Objects.requireNonNull(desired.value());
    }

    static DesiredState desired(SourceTree tree) {
        return desired(tree, SampleLookups.NOTHING);
    }

    static Resource topic(DesiredState desired, String name) {
        return Objects.requireNonNull(desired.state().get(TopicKind.id(name)), name);
    }

    static Resource connector(DesiredState desired, String cluster, String name) {
        return Objects.requireNonNull(desired.state().get(ConnectorKind.id(cluster, name)), name);
    }
}
