package dev.kgit.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Adler32;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The commits of one repository, written into Git directories as git lays them out. It goes without index, locks and logs,
 * which kgit does not read: committing and cloning with JGit took more time than all that a history is about.
 */
final class ModelGit {

    /**
     * A commit.
     *
     * @param files by path
     * @param layer the commit of the submodule, where there is one
     * @param own the commit and all that its tree holds
     */
    record Commit(
            ObjectId id,
            @Nullable Commit parent,
            SortedMap<String, String> files,
            @Nullable Commit layer,
            Set<ObjectId> own) {

        String name() {
            return id.name();
        }
    }

    private static final String GITLINK_AT = ModelRepository.BASE;
    private static final ObjectInserter.Formatter HASHES = new ObjectInserter.Formatter();

    /** In the order of trees: a folder stands where its name with a slash would. */
    private static final Comparator<Map.Entry<String, FileMode>> IN_TREES =
            Comparator.comparing(entry -> entry.getValue() == FileMode.TREE ? entry.getKey() + "/" : entry.getKey());

    private final Map<ObjectId, byte[]> stored = new HashMap<>();
    private int commits;

    Commit commit(@Nullable Commit parent, SortedMap<String, String> files, @Nullable Commit layer) {
        Set<ObjectId> own = new HashSet<>();
        CommitBuilder commit = new CommitBuilder();
        // Each commit has a second of its own: the same files are another commit.
        PersonIdent ann = new PersonIdent(
                "Ann", "ann@example.org", Instant.ofEpochSecond(1_700_000_000L + commits), ZoneOffset.UTC);
        commit.setAuthor(ann);
        commit.setCommitter(ann);
        commit.setMessage("Change " + commits++);
        commit.setTreeId(tree(files, layer, "", own));
        if (parent != null) {
            commit.setParentId(parent.id());
        }
        try {
            ObjectId id = keep(Constants.OBJ_COMMIT, commit.build(), own);
            return new Commit(id, parent, new TreeMap<>(files), layer, own);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ObjectId tree(SortedMap<String, String> files, @Nullable Commit layer, String at, Set<ObjectId> own) {
        Map<String, FileMode> modes = new LinkedHashMap<>();
        files.keySet().stream().filter(path -> path.startsWith(at)).forEach(path -> {
            String rest = path.substring(at.length());
            int slash = rest.indexOf('/');
            modes.put(slash < 0 ? rest : rest.substring(0, slash), slash < 0 ? FileMode.REGULAR_FILE : FileMode.TREE);
        });
        if (layer != null && GITLINK_AT.startsWith(at)) {
            String rest = GITLINK_AT.substring(at.length());
            int slash = rest.indexOf('/');
            modes.put(slash < 0 ? rest : rest.substring(0, slash), slash < 0 ? FileMode.GITLINK : FileMode.TREE);
        }
        TreeFormatter tree = new TreeFormatter();
        modes.entrySet().stream().sorted(IN_TREES).forEach(entry -> {
            String path = at + entry.getKey();
            ObjectId id = entry.getValue() == FileMode.TREE
                    ? tree(files, layer, path + "/", own)
                    : layer != null && entry.getValue() == FileMode.GITLINK
                            ? layer.id()
                            : keep(
                                    Constants.OBJ_BLOB,
                                    files.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8),
                                    own);
            tree.append(entry.getKey(), entry.getValue(), id);
        });
        return keep(Constants.OBJ_TREE, tree.toByteArray(), own);
    }

    private ObjectId keep(int type, byte[] content, Set<ObjectId> own) {
        ObjectId id = HASHES.idFor(type, content);
        own.add(id);
        stored.computeIfAbsent(id, missing -> zlib(type, content));
        return id;
    }

    /** As zlib has it, in a block that is not compressed: setting a compressor up costs more than all else here. */
    private static byte[] zlib(int type, byte[] content) {
        byte[] head = Constants.encodeASCII(Constants.typeString(type) + " " + content.length + "\0");
        int length = head.length + content.length;
        Adler32 sum = new Adler32();
        sum.update(head);
        sum.update(content);
        return ByteBuffer.allocate(length + 11)
                .put(new byte[] {0x78, 0x01, 0x01})
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) length)
                .putShort((short) ~length)
                .put(head)
                .put(content)
                .order(ByteOrder.BIG_ENDIAN)
                .putInt((int) sum.getValue())
                .array();
    }

    /** An empty Git directory; {@code config} is added to its configuration. */
    static void init(Path gitDir, String config) {
        try {
            Files.createDirectories(gitDir.resolve("objects"));
            Files.createDirectories(gitDir.resolve("refs/heads"));
            Files.writeString(
                    gitDir.resolve("config"), "[core]\n\trepositoryformatversion = 0\n\tbare = false\n" + config);
            Files.writeString(gitDir.resolve("HEAD"), "ref: refs/heads/main\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes a commit, and where {@code whole} those before it, as far as they are not there yet; marks where it is cut. */
    void write(Commit commit, Path gitDir, Set<ObjectId> there, boolean whole) {
        try {
            for (Commit next = commit;
                    next != null && !there.contains(next.id());
                    next = whole ? next.parent() : null) {
                for (ObjectId id : next.own()) {
                    if (there.add(id)) {
                        Path folder =
                                gitDir.resolve("objects").resolve(id.name().substring(0, 2));
                        Files.createDirectories(folder);
                        Files.write(folder.resolve(id.name().substring(2)), stored(id));
                    }
                }
            }
            if (!whole && commit.parent() != null) {
                Files.writeString(
                        gitDir.resolve("shallow"),
                        commit.name() + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private byte[] stored(ObjectId id) {
        byte[] bytes = stored.get(id);
        if (bytes == null) {
            throw new IllegalArgumentException("no object " + id);
        }
        return bytes;
    }

    /** Has HEAD, or the branch that HEAD names, be this commit. */
    static void point(Path gitDir, String ref, Commit commit) {
        ModelRepository.write(gitDir.resolve(ref), commit.name() + "\n");
    }
}
