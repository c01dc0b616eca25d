package dev.kgit.manifest;

import dev.kgit.model.Environment;
import dev.kgit.model.Environment.ConnectEndpoint;
import dev.kgit.model.Environment.Guards;
import dev.kgit.model.Environment.IgnoredDrift;
import dev.kgit.model.Environment.Ledger;
import dev.kgit.model.Environment.Scope;
import dev.kgit.model.Environment.Tls;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import dev.kgit.model.Quantity;
import dev.kgit.model.WorkerAddress;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes an {@link Environment} of environment.yaml's nodes. The schema has complained about everything of the wrong shape
 * before, so such values are passed over here.
 */
final class EnvironmentReader {

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final String name;
    private final VariableSources lookups;
    private final DiagnosticCollector problems;
    private final PlaintextSecretCheck plaintext;

    EnvironmentReader(String name, VariableSources lookups, DiagnosticCollector problems) {
        this.name = name;
        this.lookups = lookups;
        this.problems = problems;
        this.plaintext = PlaintextSecretCheck.inSettings(problems);
    }

    Environment environment(MapNode root, Scope scope) {
        return new Environment(
                name,
                kafka(orEmpty(root, "kafka")),
                connect(orEmpty(root, "connect")),
                isTrue(root.scalar("prune"), false),
                guards(orEmpty(root, "guards")),
                ledger(root),
                scope,
                throttle(root.scalar("throttle")),
                ignoredDrift(orEmpty(root, "drift").list("ignore")),
                new TreeSet<>(texts(orEmpty(orEmpty(root, "defaults"), "topics").list("allow"))));
    }

    static Scope scope(MapNode kgit, Sections sections) {
        MapNode scope = orEmpty(kgit, "scope");
        SortedMap<String, List<String>> globs = new TreeMap<>();
        sections.all().forEach(section -> globs.put(section.kind(), texts(scope.list(section.name()))));
        return new Scope(globs);
    }

    private SortedMap<String, FieldValue> kafka(MapNode kafka) {
        plaintext.check(kafka);
        return ConfigValues.settings(kafka);
    }

    private SortedMap<String, ConnectEndpoint> connect(MapNode connect) {
        SortedMap<String, ConnectEndpoint> endpoints = new TreeMap<>();
        Map<String, String> names = new HashMap<>();
        for (Map.Entry<String, MapNode.Entry> entry : connect.entries().entrySet()) {
            MapNode endpoint = entry.getValue().value().asMap();
            if (endpoint != null) {
                endpoints.put(entry.getKey(), endpoint(endpoint));
                refuseTwins(entry.getKey(), endpoint.get("url"), names);
            }
        }
        return endpoints;
    }

    private ConnectEndpoint endpoint(MapNode endpoint) {
        MapNode basicAuth = orEmpty(endpoint, "basicAuth");
        MapNode headers = orEmpty(endpoint, "headers");
        plaintext.check(basicAuth);
        plaintext.check(headers);
        ScalarNode username = basicAuth.scalar("username");
        return new ConnectEndpoint(
                urls(endpoint.get("url")),
                username == null ? null : username.setting(),
                password(basicAuth, "password"),
                tls(endpoint.map("tls")),
                ConfigValues.settings(headers));
    }

    /** A worker under two names would be two clusters, each of which deletes what the other declares. */
    private void refuseTwins(String name, @Nullable Node node, Map<String, String> names) {
        for (String url : urls(node)) {
            String other = names.putIfAbsent(WorkerAddress.of(url), name);
            if (other != null && !other.equals(name) && node != null) {
                problems.error(
                        "KG133",
                        node.place(),
                        "connect." + other + " and connect." + name + " are one Connect cluster: both have this URL",
                        "keep one of the two names");
            }
        }
    }

    private List<String> urls(@Nullable Node url) {
        List<ScalarNode> nodes = new ArrayList<>();
        if (url != null) {
            ListNode list = url.asList();
            for (Node item : list == null ? List.of(url) : list.items()) {
                ScalarNode scalar = item.asScalar();
                if (scalar != null) {
                    nodes.add(scalar);
                }
            }
        }
        List<String> urls = new ArrayList<>();
        for (ScalarNode node : nodes) {
            plaintext.check("url", node);
            if (!node.isUnknown() && (node.text().contains("?") || node.text().contains("#"))) {
                problems.error(
                        "KG021",
                        node.place(),
                        "the URL has a query (`?`) or a fragment (`#`), and what is asked for has to stand behind it",
                        "write the base URL alone, as http://HOST:8083; credentials go into `basicAuth` or `headers`");
            }
            // Base URLs: what is called stands behind them with a slash of its own.
            urls.add(node.text().strip().replaceAll("/+$", ""));
        }
        return List.copyOf(urls);
    }

    private @Nullable Tls tls(@Nullable MapNode tls) {
        if (tls == null) {
            return null;
        }
        plaintext.check(tls);
        return new Tls(
                text(tls, "truststore"),
                password(tls, "truststorePassword"),
                text(tls, "keystore"),
                password(tls, "keystorePassword"));
    }

    private static @Nullable FieldValue password(MapNode map, String key) {
        ScalarNode scalar = map.scalar(key);
        return scalar == null ? null : scalar.setting().asSensitive();
    }

    private static Guards guards(MapNode guards) {
        return new Guards(
                integer(guards, "maxDeletes", Guards.DEFAULT.maxDeletes()),
                integer(guards, "maxDeletePercent", Guards.DEFAULT.maxDeletePercent()),
                integer(guards, "maxChangePercent", Guards.DEFAULT.maxChangePercent()),
                isTrue(guards.scalar("requireCleanTree"), Guards.DEFAULT.requireCleanTree()));
    }

    private Ledger ledger(MapNode root) {
        if (root.scalar("ledger") != null) {
            return new Ledger(null, null);
        }
        MapNode ledger = root.map("ledger");
        if (ledger == null) {
            return Ledger.DEFAULT;
        }
        ScalarNode topic = ledger.scalar("topic");
        ScalarNode factor = ledger.scalar("replicationFactor");
        if (topic != null && !topic.isUnknown()) {
            LedgerTopicName.objection(topic.text())
                    .ifPresent(objection -> problems.error(
                            "KG100",
                            topic.place(),
                            "Kafka does not take `" + topic.shown() + "` as a topic's name: " + objection,
                            "choose another name"));
        }
        return new Ledger(
                topic == null ? Ledger.DEFAULT.topic() : topic.text(), factor == null ? null : factor.asInteger());
    }

    private @Nullable Long throttle(@Nullable ScalarNode throttle) {
        if (throttle == null || throttle.isUnknown()) {
            return null;
        }
        Optional<Long> rate = Quantity.parseBytes(throttle.text());
        if (rate.isEmpty() && Quantity.isSize(throttle.text())) {
            problems.error(
                    "KG102",
                    throttle.place(),
                    "`throttle` is too large: `" + throttle.shown() + "`",
                    "write bytes a second, or a size such as 512KiB, 50MiB, 1GiB");
        }
        return rate.orElse(null);
    }

    private List<IgnoredDrift> ignoredDrift(@Nullable ListNode list) {
        List<IgnoredDrift> ignored = new ArrayList<>();
        for (Node item : list == null ? List.<Node>of() : list.items()) {
            MapNode entry = item.asMap();
            ScalarNode expires = entry == null ? null : entry.scalar("expires");
            if (entry == null || expires == null || expires.isUnknown()) {
                continue;
            }
            Optional<LocalDate> day = day(expires);
            if (day.isEmpty()) {
                continue;
            }
            expired(entry, day.get(), expires.place());
            String id = text(entry, "id");
            String path = text(entry, "path");
            String reason = text(entry, "reason");
            ignored.add(new IgnoredDrift(
                    id == null ? "" : id,
                    path == null ? "*" : path,
                    reason == null ? "" : reason,
                    day.get(),
                    entry.place()));
        }
        return List.copyOf(ignored);
    }

    private Optional<LocalDate> day(ScalarNode expires) {
        if (!DAY.matcher(expires.text()).matches()) {
            // The schema has said so.
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(expires.text()));
        } catch (DateTimeParseException notADay) {
            problems.error(
                    "KG021",
                    expires.place(),
                    "`" + expires.text() + "` is no day of the calendar",
                    "write it as YYYY-MM-DD");
            return Optional.empty();
        }
    }

    private void expired(MapNode entry, LocalDate day, Place place) {
        if (!lookups.lenient() && day.isBefore(lookups.today())) {
            problems.error(
                    "KG120",
                    place,
                    "the accepted drift of `" + SchemaDiagnostics.shown(String.valueOf(text(entry, "id")))
                            + "` expired on " + day,
                    "take the entry away, or give it a new day and say in `reason` why it is still accepted");
        }
    }

    private static MapNode orEmpty(MapNode map, String key) {
        MapNode child = map.map(key);
        return child == null ? MapNode.empty(map.place()) : child;
    }

    private static boolean isTrue(@Nullable ScalarNode scalar, boolean otherwise) {
        return scalar == null || scalar.kind() != ScalarNode.Kind.BOOLEAN ? otherwise : scalar.isTrue();
    }

    private static int integer(MapNode map, String key, int otherwise) {
        ScalarNode scalar = map.scalar(key);
        Integer value = scalar == null ? null : scalar.asInteger();
        return value == null ? otherwise : value;
    }

    private static @Nullable String text(MapNode map, String key) {
        ScalarNode scalar = map.scalar(key);
        return scalar == null ? null : scalar.text();
    }

    static List<String> texts(@Nullable ListNode list) {
        List<String> texts = new ArrayList<>();
        if (list != null) {
            for (Node item : list.items()) {
                ScalarNode scalar = item.asScalar();
                if (scalar != null) {
                    texts.add(scalar.text());
                }
            }
        }
        return List.copyOf(texts);
    }
}
