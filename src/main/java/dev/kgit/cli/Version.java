package dev.kgit.cli;

import picocli.CommandLine.IVersionProvider;

/** Which kgit this is. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"kgit " + number()};
    }

    /** As {@code 1.2.3}. */
    static String number() {
        return BuildVersion.NUMBER;
    }
}
