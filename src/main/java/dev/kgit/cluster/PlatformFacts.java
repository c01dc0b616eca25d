package dev.kgit.cluster;

/** What is true of a platform as far as one kind of resource goes, such as the defaults that its resources inherit. */
public interface PlatformFacts {}
