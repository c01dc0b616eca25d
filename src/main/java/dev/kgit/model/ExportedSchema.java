package dev.kgit.model;

/**
 * The exported schema that a resource was held against.
 *
 * @param file its path from the repository's root
 * @param className of the plugin
 * @param version of the plugin when it was exported; empty where that was not known
 */
public record ExportedSchema(String file, String className, String version) {}
