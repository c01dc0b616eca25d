/** Adapter: connectors in the files. */
@NullMarked
package dev.kgit.kinds.connector.files;

import org.jspecify.annotations.NullMarked;
