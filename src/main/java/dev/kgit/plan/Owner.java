package dev.kgit.plan;

/**
 * Another project or environment that manages a resource on this cluster, by the ledger.
 *
 * @param name {@code project/environment}
 */
public record Owner(String name, Claim claim) {

    /** How it has the resource. */
    public enum Claim {
        /** It manages it. */
        MANAGES,
        /** It manages it, was applied from this repository, and is not in its files any more: it may have another name now. */
        FROM_THIS_REPOSITORY,
        /** It manages it, and did not declare it any more when it was applied last. */
        WITHDRAWN,
        /** It took it over from this project. */
        TOOK_OVER
    }

    /** What is said of the resource. */
    String told(Object id) {
        return switch (claim) {
            case MANAGES, FROM_THIS_REPOSITORY -> id + " is managed by " + name + " on this cluster";
            case WITHDRAWN ->
                id + " is managed by " + name + " on this cluster, whose files do not declare it any more";
            case TOOK_OVER -> id + " was taken over by " + name;
        };
    }

    /** The same of a resource that is this project's too: it was taken over, and is still listed there. */
    String toldToo(Object id) {
        return id + " is managed by " + name + " on this cluster too";
    }

    /** Of {@code project/environment}: where there are several, a command has to say which. */
    private static String environment(String owner) {
        return owner.substring(owner.lastIndexOf('/') + 1);
    }

    /**
     * What to do about it, beside taking it over.
     *
     * @param here this project and environment
     */
    String advice(Object id, String here) {
        return switch (claim) {
            case MANAGES -> "one of the two has to take it out of its files";
            case FROM_THIS_REPOSITORY ->
                name + " was applied from this same repository: if it was renamed, say so once with `kgit ledger -e "
                        + environment(here) + " move " + name + " " + here
                        + "`; if not, one of the two has to take it out of its files";
            case WITHDRAWN -> "`kgit forget -e " + environment(name) + " " + id + "` over there lets it go";
            case TOOK_OVER -> "take it out of the files here: it is let go then, and nothing is deleted";
        };
    }
}
