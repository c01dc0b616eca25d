/** What a map of config may say, key by key: read from a JSON schema, and held against values. */
@NullMarked
package dev.kgit.configschema;

import org.jspecify.annotations.NullMarked;
