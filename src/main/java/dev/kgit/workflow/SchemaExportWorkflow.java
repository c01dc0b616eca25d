package dev.kgit.workflow;

import dev.kgit.concurrent.BackgroundExecutor;
import dev.kgit.concurrent.BackgroundValue;
import dev.kgit.configschema.PluginSchemas;
import dev.kgit.configschema.SchemaExport;
import dev.kgit.kinds.LivePlatform;
import dev.kgit.manifest.EnvironmentSettings;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes what the plugins of an environment's Connect clusters take as schemas, or compares it with those that are there. */
public final class SchemaExportWorkflow {

    /** Bytes: more than any export has, so that what is cut there differs from it in any case. */
    private static final int LONGEST_COMPARED = 16 * 1024 * 1024;

    private final Invocation invocation;
    private final EnvironmentSettings settings;
    private final Path root;
    private final Path folder;

    private SchemaExportWorkflow(Invocation invocation, Workspace workspace, @Nullable Path named) {
        this.invocation = invocation;
        this.settings = workspace.environment();
        this.root = workspace.root();
        this.folder = named == null
                ? root.resolve(settings.connectorSchemas().path())
                : invocation.resolve(named).normalize();
    }

    /**
     * What was written.
     *
     * @param clusters names of the Connect clusters that were read
     * @param classes how many plugins they have
     * @param written files that are new or differ from what was there, as the user would name them
     * @param removed files that stood in the way of those, likewise
     * @param warnings what was left out, and why
     */
    public record Exported(
            SortedSet<String> clusters,
            int classes,
            List<String> written,
            List<String> removed,
            List<Diagnostic> warnings) {}

    /**
     * What the workers say and the files do not.
     *
     * @param classes how many plugins were compared
     * @param differences by cluster and class
     * @param warnings what was left out, and why
     */
    public record Comparison(int classes, List<Diagnostic> differences, List<Diagnostic> warnings) {}

    /**
     * Writes the schemas.
     *
     * @param named the folder that they go to; null: where kgit.yaml says
     * @throws KgitException.Unavailable where a worker does not answer: nothing is written then
     */
    public static Exported export(Invocation invocation, @Nullable Path named) {
        try (Workspace workspace = Workspace.open(invocation)) {
            return new SchemaExportWorkflow(invocation, workspace, named).write();
        }
    }

    /**
     * Compares them, and writes nothing.
     *
     * @param named the folder that they are in; null: where kgit.yaml says
     * @throws KgitException.Unavailable where a worker does not answer
     */
    public static Comparison compare(Invocation invocation, @Nullable Path named) {
        try (Workspace workspace = Workspace.open(invocation)) {
            return new SchemaExportWorkflow(invocation, workspace, named).compare();
        }
    }

    private Exported write() {
        SortedMap<String, PluginSchemas> clusters = readAll();
        SchemaExport export = SchemaExport.of(clusters);
        SortedMap<String, String> changed = new TreeMap<>(export.files());
        changed.entrySet()
                .removeIf(file -> present(file.getKey())
                        .filter(there -> SchemaExport.isText(there, file.getValue()))
                        .isPresent());
        AtomicFileWriter.in(folder, invocation).with(changed).write();
        List<String> removed = new ArrayList<>();
        for (String name : export.superseded()) {
            if (remove(name)) {
                removed.add(shown(name));
            }
        }
        return new Exported(
                new TreeSet<>(clusters.keySet()),
                export.classes(),
                changed.keySet().stream().map(this::shown).toList(),
                removed,
                warnings(clusters));
    }

    private Comparison compare() {
        SortedMap<String, PluginSchemas> clusters = readAll();
        List<Diagnostic> differences = new ArrayList<>();
        SchemaExport.differences(clusters, this::present).forEach((key, difference) -> {
            String file = shown(difference.file());
            differences.add(Diagnostic.warning(
                            "KG148",
                            file + " is not what the worker of connect." + difference.cluster() + " says of "
                                    + difference.className() + ": " + difference.what())
                    .withHint("run `kgit schema export -e "
                            + settings.environment().name() + "` and commit what it writes")
                    .withPlace(isInside() ? new Place(file, 1, 1) : null));
        });
        return new Comparison(SchemaExport.of(clusters).classes(), differences, warnings(clusters));
    }

    private SortedMap<String, PluginSchemas> readAll() {
        SortedMap<String, Supplier<PluginSchemas>> clusters =
                new LivePlatform(settings.environment(), invocation.timeout(), settings.redactor()).pluginSchemas();
        SortedMap<String, PluginSchemas> read = new TreeMap<>();
        List<Diagnostic> unavailable = new ArrayList<>();
        try (BackgroundExecutor threads = new BackgroundExecutor("kgit-plugins")) {
            SortedMap<String, BackgroundValue<PluginSchemas>> asked = new TreeMap<>();
            clusters.forEach((name, plugins) -> asked.put(name, threads.start(plugins)));
            asked.forEach((name, plugins) -> {
                try {
                    read.put(name, plugins.get());
                } catch (KgitException.Unavailable silent) {
                    unavailable.addAll(silent.diagnostics());
                }
            });
        }
        if (!unavailable.isEmpty()) {
            throw new KgitException.Unavailable(unavailable);
        }
        return read;
    }

    private static List<Diagnostic> warnings(SortedMap<String, PluginSchemas> clusters) {
        return clusters.values().stream()
                .flatMap(plugins -> plugins.warnings().stream())
                .toList();
    }

    private Optional<byte[]> present(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                return Optional.of(in.readNBytes(LONGEST_COMPARED));
            }
        } catch (IOException unreadable) {
            throw new KgitException.Invalid(
                    Diagnostic.error("KG003", shown(name) + " can't be read: " + unreadable.getMessage()));
        }
    }

    private boolean remove(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            Files.delete(OutputPathCheck.of(invocation).fresh(file));
            return true;
        } catch (IOException failed) {
            throw OutputPathCheck.unwritable(file, file, failed);
        }
    }

    private boolean isInside() {
        return folder.toAbsolutePath().startsWith(root.toAbsolutePath());
    }

    /** A file of the folder as the user would name it. */
    private String shown(String name) {
        Path file = folder.resolve(name);
        return isInside()
                ? root.toAbsolutePath()
                        .relativize(file.toAbsolutePath())
                        .toString()
                        .replace('\\', '/')
                : file.toString();
    }
}
