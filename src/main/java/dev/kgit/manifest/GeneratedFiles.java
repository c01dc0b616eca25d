package dev.kgit.manifest;

import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * YAML for live resources, read back and found to say what is live. Nothing of it has been written.
 *
 * @param files texts by name below the folder that they are for
 * @param counts how many resources each file declares
 * @param taken what the files declare
 * @param left what can't be said in YAML so that it is read back as it is
 * @param secrets names of the secrets that the new variables need, by variable
 * @param environmentYaml the environment's environment.yaml with the new variables
 */
public record GeneratedFiles(
        SortedMap<String, String> files,
        Map<String, Integer> counts,
        SortedSet<ResourceId> taken,
        List<ResourceId> left,
        SortedMap<String, String> secrets,
        String environmentYaml) {}
