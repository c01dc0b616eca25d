package dev.kgit.configschema;

import java.util.regex.Pattern;

/**
 * Where exported schemas lie: one file for each class, and one more for a Connect cluster whose definition of it differs.
 *
 * @param path of the folder, from the repository's root
 */
public record SchemaFolder(String path) {

    /** Where kgit.yaml names no other. */
    public static final SchemaFolder DEFAULT = new SchemaFolder("schemas/connectors");

    /** File systems take 255 bytes. */
    private static final int LONGEST = 200;

    private static final Pattern CLASS = Pattern.compile("[A-Za-z_$][\\w$]*+(\\.[A-Za-z_$][\\w$]*+)*+");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][\\w.-]*+(/[A-Za-z0-9_-][\\w.-]*+)*+");
    private static final Pattern CLUSTER = Pattern.compile("[A-Za-z0-9][\\w.-]*+");

    /** Whether it is the path of a folder in the repository; none of its steps begins with a dot. */
    public static boolean isPath(String path) {
        return path.length() <= LONGEST && PATH.matcher(path).matches();
    }

    /** Whether a file can be called after the class: workers say what they like. */
    public static boolean canName(String className) {
        return className.length() <= LONGEST && CLASS.matcher(className).matches();
    }

    /** The same of a Connect cluster and a folder. */
    public static boolean canNameFolder(String cluster) {
        return cluster.length() <= LONGEST && CLUSTER.matcher(cluster).matches();
    }

    /** The name of the class's file in the folder. */
    public static String fileName(String className) {
        return className + ".json";
    }

    /** The name, in the folder, of the class's file for one Connect cluster. */
    public static String fileName(String cluster, String className) {
        return cluster + "/" + fileName(className);
    }

    /** The path of a file in it. */
    public String file(String name) {
        return path + "/" + name;
    }
}
