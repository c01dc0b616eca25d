package dev.kgit.model;

import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes resources in tests the way a file declares them. */
public final class Declared {

    private final ResourceId id;
    private final SortedMap<String, FieldValue> fields = new TreeMap<>();
    private final SortedMap<String, String> allow = new TreeMap<>();
    private final SortedSet<String> ignore = new TreeSet<>();
    private final SortedSet<String> plaintext = new TreeSet<>();
    private final SortedSet<ResourceId> dependsOn = new TreeSet<>();
    private boolean absent;
    private boolean guarded;
    private ResourceId formerly;
    private String connectCluster;

    private Declared(ResourceId id) {
        this.id = id;
    }

    public static Declared resource(ResourceId id) {
        return new Declared(id);
    }

    public static Declared topic(String name) {
        return new Declared(TopicKind.id(name));
    }

    public static Declared topic(String name, int partitions, int factor) {
        return topic(name)
                .field(Resource.PARTITIONS, Integer.toString(partitions))
                .field(Resource.REPLICATION_FACTOR, Integer.toString(factor));
    }

    public static Declared connector(String cluster, String name) {
        return new Declared(ConnectorKind.id(cluster, name));
    }

    public Declared field(String path, String value) {
        fields.put(
                path,
                new FieldValue(
                        value, FieldValue.Sensitivity.NONE, null, new Place("topics.yaml", fields.size() + 2, 5)));
        return this;
    }

    public Declared config(String key, String value) {
        return field(Resource.CONFIG + key, value);
    }

    public Declared secret(String key, String value) {
        fields.put(Resource.CONFIG + key, FieldValue.secret(value, new Place("topics.yaml", 9, 5)));
        return this;
    }

    public Declared state(String state) {
        return field(Resource.STATE, state);
    }

    public Declared absent() {
        absent = true;
        return this;
    }

    public Declared guarded() {
        guarded = true;
        return this;
    }

    public Declared allow(String... consents) {
        List.of(consents).forEach(consent -> allow.put(consent, ""));
        return this;
    }

    public Declared allowSince(String consent, String reason) {
        allow.put(consent, reason);
        return this;
    }

    public Declared ignore(String... keys) {
        ignore.addAll(List.of(keys));
        return this;
    }

    public Declared plaintext(String... keys) {
        plaintext.addAll(List.of(keys));
        return this;
    }

    /** A value that looks like a secret. */
    public Declared guessed(String key, String value) {
        fields.put(Resource.CONFIG + key, FieldValue.of(value).asGuessed());
        return this;
    }

    public Declared dependsOn(ResourceId... ids) {
        dependsOn.addAll(List.of(ids));
        return this;
    }

    /** Moved from another name. */
    public Declared formerly(ResourceId other) {
        formerly = other;
        return this;
    }

    public Declared internalOf(String cluster) {
        connectCluster = cluster;
        return this;
    }

    public Resource resource() {
        Lifecycle terms = new Lifecycle(
                absent, guarded, allow, ignore, plaintext, dependsOn, connectCluster, null, new TreeMap<>(), formerly);
        return new Resource(id, fields, terms, new Place("topics.yaml", 1, 3));
    }

    /** The same values as a live resource has them. */
    public Resource live() {
        SortedMap<String, FieldValue> values = new TreeMap<>();
        fields.forEach((path, setting) ->
                values.put(path, new FieldValue(setting.value(), setting.sensitivity(), setting.masked(), null)));
        return Resource.live(id, values);
    }

    public static State state(Declared... declared) {
        return State.of(Arrays.stream(declared).map(Declared::resource).toList());
    }

    public static State liveState(Declared... declared) {
        return State.of(Arrays.stream(declared).map(Declared::live).toList());
    }

    public static DesiredState desired(Environment environment, Declared... declared) {
        return new DesiredState(
                "project", environment, state(declared), new TreeMap<>(), new Redactor(List.of()), new ArrayList<>());
    }

    /** An environment with the default guards. */
    public static Environment environment() {
        return environment(false, Environment.Guards.DEFAULT);
    }

    public static Environment environment(boolean prune, Environment.Guards guards) {
        return new Environment(
                "test",
                new TreeMap<>(),
                new TreeMap<>(),
                prune,
                guards,
                Environment.Ledger.DEFAULT,
                Environment.Scope.EVERYTHING,
                null,
                List.of(),
                new TreeSet<>());
    }
}
