package dev.kgit.kafka;

/**
 * Keys of the ledger's records: {@code entry/PROJECT/ENVIRONMENT}, {@code drift/PROJECT/ENVIRONMENT} and
 * {@code lease/PROJECT/ENVIRONMENT/CLAIM}.
 */
final class LedgerKeys {

    private static final String ENTRY = "entry/";
    private static final String DRIFT = "drift/";
    private static final String LEASE = "lease/";

    private LedgerKeys() {}

    static String entry(String project, String environment) {
        return ENTRY + part(project) + "/" + part(environment);
    }

    static boolean isEntry(String key) {
        return key.startsWith(ENTRY);
    }

    static String drift(String project, String environment) {
        return DRIFT + part(project) + "/" + part(environment);
    }

    /** What all claims of a project and environment begin with. */
    static String lease(String project, String environment) {
        return LEASE + part(project) + "/" + part(environment) + "/";
    }

    private static String part(String name) {
        return name.replace("%", "%25").replace("/", "%2F");
    }
}
