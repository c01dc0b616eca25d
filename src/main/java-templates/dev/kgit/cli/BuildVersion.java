package dev.kgit.cli;

/** Filled in by the build: a constant, since a file of the jar would have the jar opened for it. */
final class BuildVersion {

    static final String NUMBER = "${project.version}";

    private BuildVersion() {}
}
