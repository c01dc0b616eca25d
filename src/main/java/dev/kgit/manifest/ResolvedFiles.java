package dev.kgit.manifest;

import dev.kgit.model.Environment;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a repository ask for in each environment, as the sections of the kinds and the readers of settings read
 * them, whatever is wrong with them, and wherever in the files it stands: two texts are the same to kgit where this is equal.
 */
final class ResolvedFiles {

    private final List<String> said = new ArrayList<>();

    private ResolvedFiles() {}

    /** By environment; values of secrets and environment variables are not looked up. */
    static SortedMap<String, List<String>> of(ManifestRepository repository) {
        SortedMap<String, List<String>> all = new TreeMap<>();
        for (String name : repository.environments()) {
            ResolvedFiles files = new ResolvedFiles();
            files.read(repository, name);
            all.put(name, files.said);
        }
        return all;
    }

    /** A repository whose variables have no values. */
    static ManifestRepository open(SourceTree tree, Sections sections) {
        return ManifestRepository.open(tree, tree, new NoVariableSources(), sections);
    }

    private void read(ManifestRepository repository, String name) {
        try {
            ReadResult<EnvironmentSettings> read = repository.environment(name);
            read.diagnostics().stream()
                    .map(diagnostic -> diagnostic.code())
                    .sorted()
                    .forEach(said::add);
            EnvironmentSettings settings = read.value();
            if (settings != null) {
                settings(settings);
                resources(repository.asked(settings));
            }
        } catch (KgitException.Invalid unlistable) {
            unlistable.diagnostics().forEach(diagnostic -> said.add(diagnostic.code()));
        }
    }

    private void settings(EnvironmentSettings settings) {
        say("project", settings.project());
        say("layers", settings.layers());
        new TreeMap<>(settings.variables())
                .forEach((name, variable) -> say("variable " + name, variable.resources() + value(variable.value())));
        Environment environment = settings.environment();
        values("kafka", environment.kafka());
        environment.connect().forEach((name, endpoint) -> {
            say("connect " + name, endpoint.urls() + value(endpoint.username()) + value(endpoint.password()));
            values("headers", endpoint.headers());
            Environment.Tls tls = endpoint.tls();
            if (tls != null) {
                String stores = tls.truststore() + " " + tls.keystore();
                say("tls", stores + value(tls.truststorePassword()) + value(tls.keystorePassword()));
            }
        });
        say("prune", environment.prune());
        say("guards", environment.guards());
        say("ledger", environment.ledger());
        say("scope", environment.scope());
        say("throttle", "" + environment.throttle());
        say("allow", environment.standingConsents());
        environment
                .ignoredDrift()
                .forEach(drift ->
                        say("ignore", List.of(drift.id(), drift.path(), drift.reason(), "" + drift.expires())));
    }

    private void resources(DesiredStateReader.Asked asked) {
        asked.problems().forEach(said::add);
        asked.connectClusters().forEach((name, cluster) -> {
            say("connectCluster " + name, cluster.groupId() + " " + cluster.replicationFactor());
            say("topics", List.of(cluster.config(), cluster.offset(), cluster.status()));
            values("worker", cluster.worker());
        });
        for (Resource resource : asked.state().resources().values()) {
            say("resource", resource.id());
            say("lifecycle", resource.lifecycle());
            values("", resource.fields());
        }
    }

    private void values(String under, Map<String, FieldValue> values) {
        values.forEach((key, value) -> say(under + " " + key, value(value)));
    }

    private static String value(@Nullable FieldValue value) {
        return value == null ? "" : " " + value.value() + " " + value.sensitivity() + value.masked();
    }

    private static String value(ScalarNode value) {
        return " " + value.kind() + " " + value.text() + " " + value.secrets();
    }

    private void say(String what, Object value) {
        said.add(what + ": " + value);
    }
}
