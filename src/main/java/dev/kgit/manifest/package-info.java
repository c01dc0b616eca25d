/** Rim: YAML files, layers, variables and schemas become desired state. */
@NullMarked
package dev.kgit.manifest;

import org.jspecify.annotations.NullMarked;
