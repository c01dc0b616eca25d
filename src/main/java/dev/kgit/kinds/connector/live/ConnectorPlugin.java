package dev.kgit.kinds.connector.live;

/**
 * A connector plugin that is installed on a worker.
 *
 * @param type {@code source} or {@code sink}
 * @param version as the plugin states it; empty where it doesn't
 */
public record ConnectorPlugin(String className, String type, String version) {

    private static final String SUFFIX = "Connector";

    /** The class name without its package. */
    public String simpleName() {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** Whether {@code connector.class} may name it so: Connect takes the class, its simple name, and a shorter alias. */
    public boolean goesBy(String connectorClass) {
        String simple = simpleName();
        return connectorClass.equals(className)
                || connectorClass.equals(simple)
                || (simple.endsWith(SUFFIX)
                        && connectorClass.equals(simple.substring(0, simple.length() - SUFFIX.length())));
    }
}
