package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.ValidationFinding;
import dev.kgit.concurrent.Deadline;
import dev.kgit.connect.ConnectRestApi;
import dev.kgit.connect.MessageSanitizer;
import dev.kgit.connect.RestResponse;
import dev.kgit.connect.RetryingReader;
import dev.kgit.connect.WorkerVersion;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.kinds.connector.UnknownKeys;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.model.Redactor;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.secret.ProviderLookups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a worker says against a config, before it is asked to run it. Runs the plugin's own validation, nothing else. */
public final class ConnectorValidation {

    /** A worker that is busy may fail to judge once; one that fails again fails for a reason. */
    private static final Duration PATIENCE_WITH_FAILURES = Duration.ofSeconds(2);

    private static final int LISTED = 12;
    private static final String SUFFIX = "connector";

    private final ConnectRestApi rest;
    private final RetryingReader reader;
    private final ConnectorPlugins plugins;
    private final Redactor redactor;
    private final Supplier<WorkerVersion> worker;

    /** @param worker its version, asked when it is needed */
    ConnectorValidation(
            ConnectRestApi rest,
            RetryingReader reader,
            ConnectorPlugins plugins,
            Redactor redactor,
            Supplier<WorkerVersion> worker) {
        this.worker = worker;
        this.rest = rest;
        this.reader = reader;
        this.plugins = plugins;
        this.redactor = redactor;
    }

    List<ValidationFinding> to(ConnectorOperation.CreateConnector action, Deadline deadline) {
        return orUnjudged(action.id(), () -> judge(action.id(), action.config(), List.of(), deadline));
    }

    List<ValidationFinding> to(ConnectorOperation.UpdateConnector action, Deadline deadline) {
        return orUnjudged(action.id(), () -> judge(action.id(), action.config(), action.keep(), deadline));
    }

    /** A worker that may not or can't validate stops no plan: the plan says that nobody has checked it. */
    private static List<ValidationFinding> orUnjudged(ResourceId id, Supplier<List<ValidationFinding>> judgement) {
        try {
            return judgement.get();
        } catch (KgitException.Unavailable unanswered) {
            return List.of(notJudged(id, unanswered.diagnostics().get(0).message()));
        }
    }

    private List<ValidationFinding> judge(
            ResourceId id, SortedMap<String, FieldValue> config, Collection<String> keep, Deadline deadline) {
        FieldValue named = config.get(ConnectorKeys.CLASS);
        String connectorClass =
                named == null || named.value() == null ? "" : named.text().strip();
        if (connectorClass.isEmpty()) {
            return keep.contains(ConnectorKeys.CLASS) ? List.of() : List.of(noClass(id));
        }
        if (!ProviderLookups.isIn(connectorClass)
                && plugins.find(connectorClass, deadline).isEmpty()) {
            return List.of(notInstalled(id, connectorClass, deadline));
        }
        List<ValidationFinding> version = version(id, config, connectorClass, deadline);
        if (!version.isEmpty()) {
            return version;
        }
        Optional<Set<String>> passwords = plugins.passwords(connectorClass, deadline);
        MessageSanitizer sanitizer = MessageSanitizer.of(redactor, ConfigComparison.sensitive(config, passwords));
        RestResponse answer = reader.ask(
                rest.validate(connectorClass, id.name(), ConfigComparison.texts(config)),
                deadline,
                deadline.earlierOf(PATIENCE_WITH_FAILURES));
        if (!answer.isOk()) {
            String said = sanitizer.message(answer.words());
            return List.of(notJudged(
                    id, "its validation failed with HTTP " + answer.status() + (said.isEmpty() ? "" : ", " + said)));
        }
        ValidateResponse validation = ValidateResponse.of(answer);
        List<ValidationFinding> objections = new ArrayList<>();
        validation.errors().forEach((key, errors) -> {
            // A kept value is not sent, so that the worker misses it; it is there all the same.
            if (!keep.contains(key)) {
                String why = sanitizer.errors(errors, validation.known());
                objections.add(new ValidationFinding(
                        id,
                        Resource.CONFIG + key,
                        Diagnostic.error("KG351", "the worker refuses config." + key + ": " + why)
                                .withSubject(id)));
            }
        });
        objections.addAll(typos(id, config, validation.known()));
        return objections;
    }

    /** Asked for before the worker is asked to validate, which fails for good where the version is not there. */
    private List<ValidationFinding> version(
            ResourceId id, SortedMap<String, FieldValue> config, String connectorClass, Deadline deadline) {
        FieldValue wanted = config.get(ConnectorKeys.PLUGIN_VERSION);
        if (wanted == null
                || wanted.isUnknown()
                || ProviderLookups.isIn(connectorClass)
                || !worker.get().choosesPluginVersions()) {
            return List.of();
        }
        return PluginVersions.missing(wanted.text(), connectorClass, plugins.installed(deadline)).stream()
                .map(why -> new ValidationFinding(
                        id,
                        Resource.CONFIG + ConnectorKeys.PLUGIN_VERSION,
                        Diagnostic.error(
                                        "KG351",
                                        "the worker refuses config." + ConnectorKeys.PLUGIN_VERSION + ": " + why)
                                .withHint(
                                        "name a version that it has, or install this one on every worker and restart them")
                                .withSubject(id)))
                .toList();
    }

    private static List<ValidationFinding> typos(
            ResourceId id, SortedMap<String, FieldValue> config, Set<String> known) {
        SortedMap<String, @Nullable String> texts = new TreeMap<>();
        config.forEach((key, setting) -> texts.put(key, setting.value()));
        return UnknownKeys.in(texts, known).stream()
                .map(unknown -> typo(id, unknown.key(), told(unknown)))
                .toList();
    }

    private static Diagnostic told(UnknownKeys.UnknownKey unknown) {
        String key = "config." + unknown.key();
        return switch (unknown.reason()) {
            case MISTYPED ->
                Diagnostic.warning("KG352", "the plugin does not know " + key + ", and nothing will read it")
                        .withHint("did you mean " + unknown.detail() + "?");
            case UNREAD ->
                Diagnostic.warning("KG352", "nothing will read " + key + ": " + unknown.detail())
                        .withHint("add that, or take this away");
            case UNDEFINED ->
                Diagnostic.info("KG352", "the plugin's definition knows nothing like " + key)
                        .withHint("take it away if nothing reads it");
        };
    }

    private static ValidationFinding typo(ResourceId id, String key, Diagnostic what) {
        return new ValidationFinding(id, Resource.CONFIG + key, what.withSubject(id));
    }

    private static ValidationFinding noClass(ResourceId id) {
        return new ValidationFinding(
                id,
                Resource.CONFIG + ConnectorKeys.CLASS,
                Diagnostic.error("KG353", "the connector has no connector.class")
                        .withHint("name the plugin's class under config")
                        .withSubject(id));
    }

    private ValidationFinding notInstalled(ResourceId id, String connectorClass, Deadline deadline) {
        List<String> installed = plugins.installed(deadline).stream()
                .map(ConnectorPlugin::className)
                .toList();
        List<String> alike = similar(connectorClass, installed);
        String have = installed.isEmpty()
                ? "no connector plugin is installed"
                : "installed are " + installed.stream().limit(LISTED).collect(Collectors.joining(", "))
                        + (installed.size() > LISTED ? " and %d more".formatted(installed.size() - LISTED) : "");
        String hint = alike.isEmpty()
                ? "put the plugin on the plugin.path of every worker and restart them"
                : "did you mean " + alike.get(0) + "?";
        return new ValidationFinding(
                id,
                Resource.CONFIG + ConnectorKeys.CLASS,
                Diagnostic.error(
                                "KG350",
                                "the plugin %s is not installed on the worker; %s".formatted(connectorClass, have))
                        .withHint(hint)
                        .withSubject(id));
    }

    /** Those whose names have a part in common: in class names a mistake is seldom a keystroke. */
    private static List<String> similar(String className, Collection<String> candidates) {
        String simple = simpleName(className);
        return candidates.stream()
                .filter(candidate -> {
                    String other = simpleName(candidate);
                    return other.contains(simple) || simple.contains(other) || DidYouMean.distance(simple, other) <= 3;
                })
                .sorted(Comparator.<String>comparingInt(candidate -> DidYouMean.distance(simple, simpleName(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Without what Connect lets people leave out. */
    private static String simpleName(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return simple.endsWith(SUFFIX) && !simple.equals(SUFFIX)
                ? simple.substring(0, simple.length() - SUFFIX.length())
                : simple;
    }

    private static ValidationFinding notJudged(ResourceId id, String why) {
        return new ValidationFinding(
                id,
                null,
                Diagnostic.warning("KG354", "not checked by the worker: " + why)
                        .withHint("the same may happen when the connector is applied; see the worker's log")
                        .withSubject(id));
    }
}
