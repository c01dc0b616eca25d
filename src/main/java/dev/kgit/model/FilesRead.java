package dev.kgit.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was asked of a tree of files and what it answered. The desired state is made of these answers alone, so a tree that
 * gives the same ones holds the same desired state, wherever its files lie.
 *
 * @param listings by folder, the files below it that count
 * @param contents of the files that were read, by path
 * @param missingFiles files that were asked for and not there
 * @param missingFolders folders that were asked for and not there
 */
public record FilesRead(
        SortedMap<String, List<String>> listings,
        SortedMap<String, byte[]> contents,
        SortedSet<String> missingFiles,
        SortedSet<String> missingFolders) {

    private static final String ENVIRONMENTS = "environments";

    public static final FilesRead NOTHING =
            new FilesRead(new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>());

    public FilesRead {
        listings = Collections.unmodifiableSortedMap(listings);
        contents = Collections.unmodifiableSortedMap(contents);
        missingFiles = Collections.unmodifiableSortedSet(missingFiles);
        missingFolders = Collections.unmodifiableSortedSet(missingFolders);
    }

    /** Whether a file counts for being listed: YAML, and neither hidden nor in a hidden folder. All others count if named. */
    public static boolean counts(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return (lower.endsWith(".yaml") || lower.endsWith(".yml")) && !path.contains("/.");
    }

    /** Whether a file counts for being listed in a folder: of environments YAML alone, of others all that is not hidden. */
    public static boolean counts(String folder, String path) {
        boolean ofEnvironments = folder.equals(ENVIRONMENTS) || folder.startsWith(ENVIRONMENTS + "/");
        return ofEnvironments ? counts(path) : !path.contains("/.");
    }

    /** These answers and the other's, which are the later ones. */
    public FilesRead and(FilesRead other) {
        SortedMap<String, List<String>> allListings = new TreeMap<>(listings);
        allListings.putAll(other.listings);
        SortedMap<String, byte[]> allContents = new TreeMap<>(contents);
        allContents.putAll(other.contents);
        SortedSet<String> noFiles = new TreeSet<>(missingFiles);
        noFiles.addAll(other.missingFiles);
        SortedSet<String> noFolders = new TreeSet<>(missingFolders);
        noFolders.addAll(other.missingFolders);
        return new FilesRead(allListings, allContents, noFiles, noFolders);
    }

    /** The same text for the same answers. */
    public String digest() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
        String asked = listings + " " + missingFiles + " " + missingFolders + " " + contents.keySet();
        digest.update(asked.getBytes(StandardCharsets.UTF_8));
        contents.values().forEach(content -> {
            digest.update((" " + content.length + " ").getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        });
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** Every file and folder that was asked for, whether it is there or not. */
    public SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>(listings.keySet());
        paths.addAll(contents.keySet());
        paths.addAll(missingFiles);
        paths.addAll(missingFolders);
        return paths;
    }
}
