package dev.kgit.kinds.connector.live;

import dev.kgit.secret.ProviderLookups;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions of a plugin a worker has, and whether the one that a config asks for is among them. A worker that was asked
 * once to validate a config of a version that it does not have fails with HTTP 500 from then on, so this is judged by what
 * it lists.
 */
final class PluginVersions {

    /** Connect takes {@code 1.2} for exactly that, as {@code [1.2]}. Ranges are the worker's to judge. */
    private static final Pattern EXACT = Pattern.compile("\\[?\\s*([^\\[\\](),\\s]+)\\s*]?");

    private PluginVersions() {}

    /**
     * Why the version is not to be had; empty where it is, or where the list does not say.
     *
     * @param wanted the value of {@code connector.plugin.version}
     */
    static Optional<String> missing(String wanted, String connectorClass, List<ConnectorPlugin> installed) {
        List<String> versions = installed.stream()
                .filter(plugin -> plugin.goesBy(connectorClass))
                .map(ConnectorPlugin::version)
                .distinct()
                .sorted()
                .toList();
        Matcher exact = EXACT.matcher(wanted.strip());
        boolean told = !versions.isEmpty()
                && versions.stream().noneMatch(version -> version.isBlank() || version.equals("undefined"));
        if (!told
                || ProviderLookups.isIn(wanted)
                || !exact.matches()
                || exact.group(1).equals("latest")) {
            return Optional.empty();
        }
        return versions.contains(exact.group(1))
                ? Optional.empty()
                : Optional.of(
                        "the worker does not have it; of " + connectorClass + " it has " + String.join(", ", versions));
    }

    /** Of two versions of a plugin the newer one: by their numbers, or where they have none, by their letters. */
    static ConnectorPlugin newer(ConnectorPlugin one, ConnectorPlugin other) {
        try {
            return Version.parse(one.version()).compareTo(Version.parse(other.version())) >= 0 ? one : other;
        } catch (IllegalArgumentException noNumbers) {
            return one.version().compareTo(other.version()) >= 0 ? one : other;
        }
    }
}
