package dev.kgit.kinds.connector.live;

import dev.kgit.model.PrintableText;

/**
 * A connector plugin that is installed on a worker.
 *
 * @param type {@code source}, {@code sink}, {@code converter}, {@code header_converter}, {@code transformation}, {@code predicate}
 * @param version as the plugin states it; empty where it doesn't
 */
public record ConnectorPlugin(String className, String type, String version) {

    private static final String SUFFIX = "Connector";

    private static final int LONGEST_WORD = 100;

    /** The class name without its package. */
    public String simpleName() {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** Whether it is a connector, and no converter, transform or predicate. */
    boolean isConnector() {
        return type.equals("source") || type.equals("sink");
    }

    /** The same, where type and version are short and can be shown. */
    ConnectorPlugin shown() {
        return new ConnectorPlugin(className, shown(type), shown(version));
    }

    private static String shown(String word) {
        return PrintableText.text(PrintableText.head(word, LONGEST_WORD));
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
